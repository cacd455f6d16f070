package page

import (
	"bytes"
	"slices"
)

// InsertReview returns a content file with one more entry at the end of review. No
// other byte changes: comments, the order of keys, quotes and line ends stay as they
// are. ok is false where the file cannot be read, or where review is written in a way
// that nothing can be added to.
func InsertReview(p string, data []byte, r Review) (out []byte, ok bool) {
	out, ok = insert(data, func(clean []byte, m *matter) (int, string) {
		return m.place(clean, "review", string(appendReview(nil, &r)))
	})
	return out, ok && addsReview(p, data, out, r)
}

// insert returns a content file with a text put in where place says, given the file with
// LF line ends. The text gets the line ends of the file.
func insert(data []byte, place func(clean []byte, m *matter) (at int, text string)) (out []byte, ok bool) {
	bom := len(data) - len(bytes.TrimPrefix(data, []byte("\ufeff")))
	clean := lines(data[bom:])
	m, wrong := readMatter("", clean, &memory{})
	if wrong != nil {
		return nil, false
	}
	at, text := place(clean, &m)
	at = bom + originalOffset(data[bom:], at)
	return slices.Concat(data[:at], bytes.ReplaceAll([]byte(text), []byte{'\n'}, lineBreak(data)), data[at:]), true
}

// appendReview appends an entry of review as YAML on one line.
func appendReview(dst []byte, r *Review) []byte {
	mark := "{"
	for _, m := range reviewMembers {
		text := ""
		switch v := m.into(r).(type) {
		case *string:
			text = *v
		case *Date:
			text = v.DayString()
		}
		if text != "" {
			dst = append(append(append(append(dst, mark...), m.name...), ": "...), yamlText(text, true)...)
			mark = ", "
		}
	}
	return append(dst, '}')
}

// place returns where an element is to be inserted at the end of the list of a key, and
// how it is written there.
func (m *matter) place(data []byte, key, element string) (at int, text string) {
	found, ok := find(m.entries, key)
	if !ok {
		return m.end, key + ":\n  - " + element + "\n"
	}
	start, end := m.start+found.value.start, m.start+found.value.end
	switch n := found.value; {
	case n.form == list && data[start] == '[':
		if len(n.items) > 0 {
			element = ", " + element
		}
		return end - 1, element
	case n.form == list:
		indent := data[bytes.LastIndexByte(data[:start], '\n')+1 : start]
		last := n.items[len(n.items)-1]
		return byteLineEnd(data, m.start+last.end), "\n" + string(indent) + "- " + element
	}
	return byteLineEnd(data, end), "\n  - " + element
}

// originalOffset returns where in a file a byte of it lies, given where it lies once
// CRLF and CR are LF.
func originalOffset(data []byte, clean int) int {
	at := 0
	for ; clean > 0; clean-- {
		if data[at] == '\r' && at+1 < len(data) && data[at+1] == '\n' {
			at++
		}
		at++
	}
	return at
}

// lineBreak returns the bytes with which the first line of a file ends.
func lineBreak(data []byte) []byte {
	i := bytes.IndexAny(data, "\r\n")
	switch {
	case i < 0 || data[i] == '\n':
		return []byte{'\n'}
	case i+1 < len(data) && data[i+1] == '\n':
		return []byte("\r\n")
	}
	return []byte{'\r'}
}

// addsReview reports whether one file says what another does and has one more approval.
func addsReview(p string, before, after []byte, r Review) bool {
	was, _ := Parse(p, before)
	is, _ := Parse(p, after)
	if was == nil || is == nil || is.BodySum != was.BodySum || !slices.Equal(is.Meta.Review, append(slices.Clone(was.Meta.Review), r)) {
		return false
	}
	is.Meta.Review = was.Meta.Review
	return sumMeta(&is.Meta) == sumMeta(&was.Meta)
}

// ReviewEntry returns an entry as it stands on a line of the list review, for whoever
// is to add it by hand.
func ReviewEntry(r Review) string { return "- " + string(appendReview(nil, &r)) }

// WithoutReview returns a content file without the lines of review, with LF line ends:
// what of it is approved, to be compared. A file that cannot be read is returned whole.
func WithoutReview(data []byte) []byte {
	clean := lines(bytes.TrimPrefix(data, []byte("\ufeff")))
	m, wrong := readMatter("", clean, &memory{})
	if wrong != nil {
		return clean
	}
	found, ok := find(m.entries, "review")
	if !ok {
		return clean
	}
	start := m.start + found.key.start
	end := byteLineEnd(clean, max(m.start+found.value.end, start))
	return slices.Concat(clean[:start], clean[min(end+1, len(clean)):])
}

// InsertWithdrawal returns a content file that says that its document is withdrawn, in
// one more line at the end of its front matter. No other byte changes. ok is false
// where the file cannot be read, or says that already.
func InsertWithdrawal(p string, data []byte, w Withdrawal) (out []byte, ok bool) {
	out, ok = insert(data, func(_ []byte, m *matter) (int, string) { return m.end, "withdrawn: " + withdrawalText(&w) + "\n" })
	return out, ok && addsWithdrawal(p, data, out, w)
}

// addsWithdrawal reports whether one file says what another does and that it is
// withdrawn.
func addsWithdrawal(p string, before, after []byte, w Withdrawal) bool {
	was, _ := Parse(p, before)
	is, _ := Parse(p, after)
	if was == nil || is == nil || is.BodySum != was.BodySum || was.Meta.Withdrawn != (Withdrawal{}) || is.Meta.Withdrawn != w {
		return false
	}
	is.Meta.Withdrawn = Withdrawal{}
	return sumMeta(&is.Meta) == sumMeta(&was.Meta)
}
