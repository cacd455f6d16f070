package page

import (
	"bytes"
	"cmp"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
	"gongkai/generator/unseen"
)

// value decodes the value of a key into m, and judges it.
func (d *decoder) value(k *key, m *Meta, n node) {
	if n.form == null || n.form.scalar() && strings.TrimSpace(n.text) == "" {
		d.empty(k, m, n)
		return
	}
	ok := false
	switch into := k.into(m).(type) {
	case *string:
		*into, ok = d.text(k.name, n)
	case *Date:
		*into, ok = d.date(k.name, n)
	case *bool:
		*into, ok = d.flag(k.name, n)
	case *[]string:
		*into, ok = d.texts(k.name, n, k.example)
	case *[]Attachment:
		*into, ok = d.attachments(k.name, n)
	case *Withdrawal:
		*into, ok = d.withdrawal(k, n)
	case *[]Revision:
		*into, ok = records(d, k.name, n, revisionMembers, k.example)
	case **Service:
		*into, ok = readService(d, k, n)
	case *[]Review:
		*into, ok = records(d, k.name, n, reviewMembers, k.example)
	}
	if ok && k.values != nil {
		ok = d.oneOf(k.name, k.values, k.into(m).(*string), n)
	}
	if ok && k.check != nil {
		k.check(&d.checker, m, n)
	}
}

// empty judges a key without a value. What is not required is then not given;
// but who has written draft means a draft, whatever is still to be written
// behind it, and who has written when a document ends does not mean never.
func (d *decoder) empty(k *key, m *Meta, n node) {
	draft, isFlag := k.into(m).(*bool)
	_, isWithdrawal := k.into(m).(*Withdrawal)
	switch {
	case isWithdrawal: // whoever has written the key wants the document gone
		d.failAt(ruleType, n, k.name, aMapping, aText, k.name+": "+k.example)
	case k.required:
		d.failAt(ruleEmpty, n, k.name, k.meaning, k.name+": "+k.example)
	case k.name == "publish_until": // likewise, on a day that is still to be written
		d.failAt(ruleUntilEmpty, n, k.name, k.example)
	case isFlag:
		*draft = true
		d.failAt(ruleFlagEmpty, n, k.name)
	}
}

// The names of the types in messages.
var (
	aText    = diag.Text{ZH: "一段文字", EN: "text"}
	aDate    = diag.Text{ZH: "日期", EN: "a date"}
	aFlag    = diag.Text{ZH: "true 或 false", EN: "true or false"}
	aList    = diag.Text{ZH: "列表", EN: "a list"}
	aMapping = diag.Text{ZH: "{字段: 值} 的组合", EN: "a mapping"}
)

// kind names what a value is.
func (n *node) kind() diag.Text {
	switch n.form {
	case list:
		return aList
	case mapping:
		return aMapping
	}
	return aText
}

// text reads one piece of text.
func (d *decoder) text(name string, n node) (string, bool) {
	if !n.form.scalar() {
		d.failAt(ruleType, n, name, aText, n.kind(), lastOf(name)+": "+joined(n.items))
		return "", false
	}
	s := fold(n.text)
	return s, d.visible(name, s, n)
}

// lastOf returns a key without those that it stands below, as it is written there.
func lastOf(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// joined proposes the text for which a list was written.
func joined(items []node) string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = item.text
	}
	if s := strings.Join(texts, "、"); s != "" {
		return s
	}
	return `"…"`
}

// visible reports characters in a value that nobody sees or that many systems
// cannot show.
func (d *decoder) visible(name, s string, n node) bool {
	if surelyVisible(s) {
		return true
	}
	for at, r := range s {
		switch {
		case ' ' <= r && r < 0x7f || 0x2070 <= r && r < 0xe000 && !unseen.Is(r): // ASCII and nearly all Chinese
		case invisible(s, at, r):
			failUnseen(d, name, n, r)
			return false
		case unicode.Is(unicode.Co, r):
			d.failRune(rulePrivateUse, n, r, name, codePoint(r))
			return true
		}
	}
	return true
}

// failUnseen reports a character of a value that nobody sees. Those of the value whose absence
// changes nothing go with its correction.
func failUnseen(d *decoder, name string, n node, r rune) {
	zh, en := unseen.Name(r)
	called := diag.Text{ZH: zh, EN: en}
	if unicode.In(r, unicode.Cc, unicode.Noncharacter_Code_Point) || r == unicode.ReplacementChar {
		called = diag.Text{ZH: "网页不允许的字符", EN: "no web page may have it"}
	}
	before := len(d.found)
	d.failRune(ruleInvisible, n, r, name, codePoint(r), called)
	if len(d.found) == before || n.start >= n.end {
		return
	}
	typed := d.data[d.base+n.start : d.base+n.end]
	left := unseen.Without(typed)
	if len(left) < len(typed) && len(bytes.TrimSpace(left)) > 0 {
		d.found[before].Fix = d.lines.Replace(d.base+n.start, d.base+n.end, string(left))
	}
}

// surelyVisible reports whether a text is only of ASCII, of characters from U+3000
// to U+DFFF, and of full-width marks and letters, as nearly all are.
func surelyVisible(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case ' ' <= c && c < 0x7f:
		case c == 0xe3 && s[i+1] == 0x85: // ㅤ, and letters of Korean and Zhuyin
			return false
		case 0xe3 <= c && c <= 0xed, c == 0xef && (s[i+1] == 0xbc || s[i+1] == 0xbd):
			i += 2 // the rest of the character
		default:
			return false
		}
	}
	return true
}

// codePoint writes a character as its number: 200B.
func codePoint(r rune) string { return strings.ToUpper(strconv.FormatInt(int64(r), 16)) }

// invisible reports whether a character at an offset of a text cannot be seen there:
// [formats], fillers, and selectors that nothing takes.
func invisible(s string, at int, r rune) bool {
	return formats(r) || r != '\u200c' && r != '\u200d' && r != '\u180e' && unseen.Is(r) && !unseen.Joined([]byte(s), at)
}

// formats reports whether a character has no shape: control characters, format
// characters, but not the joiners that scripts other than Chinese need, and the
// noncharacters of Unicode, which neither XML nor HTML may have.
func formats(r rune) bool {
	if r == '\u200c' || r == '\u200d' || r == '\u180e' {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Noncharacter_Code_Point) || r == unicode.ReplacementChar
}

// fold trims a text and turns every run of white space into one blank. A line
// end between two Chinese characters leaves nothing: it is where a line of the
// file was full, not a blank that somebody typed.
func fold(s string) string {
	if plainText(s) {
		return s
	}
	var b strings.Builder
	var last rune
	space, newline := false, false
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = true
			newline = newline || r == '\n'
			continue
		}
		if space && last != 0 && !(newline && wide(last) && wide(r)) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, space, newline = r, false, false
	}
	return b.String()
}

// plainText reports whether fold would change nothing, for nearly all values.
func plainText(s string) bool {
	blank := true
	for i := range len(s) {
		c := s[i]
		if ' ' < c && c < 0xc2 { // ASCII, and the inner bytes of characters
			blank = false
			continue
		}
		switch {
		case c == ' ' && blank, c < ' ', c == 0xc2, c == 0xe1, c == 0xe2 && i+1 < len(s) && s[i+1] <= 0x81,
			c == 0xe3 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x80:
			return false
		}
		blank = c == ' '
	}
	return !blank
}

// wide reports whether a character is written without blanks around it.
func wide(r rune) bool {
	return r >= 0x2e80 && !unicode.Is(unicode.Hangul, r)
}

// flag reads true or false. What cannot be read counts as true: of the only
// flag there is, draft, that is the answer that publishes nothing.
func (d *decoder) flag(name string, n node) (bool, bool) {
	if !n.form.scalar() {
		d.failAt(ruleType, n, name, aFlag, n.kind(), name+": true")
		return true, false
	}
	if n.form == plain && (n.text == "true" || n.text == "false") {
		return n.text == "true", true
	}
	written := string(d.data[d.base+n.start : d.base+n.end]) // with its quotes
	switch word := strings.ToLower(n.text); {
	case slices.Contains([]string{"否", "不是", "无", "no", "off", "0", "n", "f", "false", "假"}, word):
		d.failAt(ruleFlag, n, name, written, "false") // nothing is made public without asking
	case slices.Contains([]string{"是", "是的", "对", "yes", "on", "1", "y", "t", "true", "真"}, word):
		d.mend(ruleFlag, n, "true", name, written, "true")
	default:
		d.failAt(ruleFlag, n, name, written, "true")
	}
	return true, false
}

// texts reads a list of texts. Elements that are wrong are left out: what is
// wrong with them has been said, and the others are judged all the same.
func (d *decoder) texts(name string, n node, example string) ([]string, bool) {
	if n.form != list {
		items := splitList(n.text)
		switch written := joinList(items); {
		case !n.form.scalar():
			d.failAt(ruleType, n, name, aList, n.kind(), name+": "+example)
		case isPlainList(d.data[d.base+n.start:d.base+n.end], items):
			d.mend(ruleType, n, written, name, aList, n.kind(), name+": "+written)
		default:
			d.failAt(ruleType, n, name, aList, n.kind(), name+": "+written)
		}
		return nil, false
	}
	out := make([]string, 0, len(n.items))
	var before repeats
	for _, item := range n.items {
		if item.form == null || item.form.scalar() && strings.TrimSpace(item.text) == "" {
			d.failAt(ruleEmptyItem, item, name)
			continue
		}
		s, ok := d.text(name, item)
		switch {
		case ok && before.add(s):
			d.failAt(ruleRepeated, item, name, s)
		case ok:
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return nil, true
	}
	return out, true
}

// repeats finds out which texts of a list stood in it before. Most lists are short,
// and need no map.
type repeats struct {
	few  [8]string
	n    int
	many map[string]bool
}

// add reports whether a text has been added before.
func (r *repeats) add(s string) bool {
	if slices.Contains(r.few[:r.n], s) || r.many[s] {
		return true
	}
	if r.n < len(r.few) {
		r.few[r.n] = s
		r.n++
		return false
	}
	if r.many == nil {
		r.many = map[string]bool{}
	}
	r.many[s] = true
	return false
}

// plainItems matches items that need no quotes in a list.
var plainItems = regexp.MustCompile(`^[\p{L}\p{N}《》（）“”·./_-]+$`)

// isPlainList reports whether a value on one line is a list without its brackets, beyond
// doubt.
func isPlainList(value []byte, items []string) bool {
	return len(items) > 0 && bytes.IndexByte(value, '\n') < 0 &&
		!slices.ContainsFunc(items, func(item string) bool { return !plainItems.MatchString(item) })
}

// splitList cuts a text at the marks by which people separate list items.
func splitList(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、;； ", r) })
}

// oneOf demands that a value is one of those allowed.
func (d *decoder) oneOf(name string, values []string, s *string, n node) bool {
	if slices.Contains(values, *s) {
		return true
	}
	choices := strings.Join(values, "、")
	hint := diag.Text{ZH: "可以写：" + choices, EN: "allowed: " + choices}
	if near := nearestValue(*s, values); near != "" {
		hint = diag.Text{ZH: "改为 " + near + "（可以写：" + choices + "）", EN: "write " + near + " (allowed: " + choices + ")"}
	}
	d.failAt(ruleValue, n, name, *s, hint)
	*s = ""
	return false
}

// nearestValue returns the allowed value that was most likely meant: one that
// the text contains or that contains it, else one that is nearly the same.
func nearestValue(s string, values []string) string {
	other := map[string]string{
		"现行有效": Valid, "在用": Valid, "作废": Repealed, "撤销": Repealed, "过期": Expired, "修改": Amended, "修订": Amended, "已修订": Amended,
		"公开": Proactive, "申请公开": OnRequest,
	}
	if v := other[s]; slices.Contains(values, v) {
		return v
	}
	for _, v := range values {
		if strings.Contains(s, v) && !strings.ContainsAny(s, "不无未") {
			return v
		}
	}
	return suggest.Nearest(s, values)
}

// records reads a list of mappings, each of which fills in a T.
func records[T any](d *decoder, name string, n node, members []member[T], example string) ([]T, bool) {
	if n.form != list {
		meant := example
		if n.form.scalar() {
			meant = "[" + firstOfEach(members, severalIn(n.text)) + "]"
		}
		d.failAt(ruleType, n, name, aList, n.kind(), lastOf(name)+": "+meant)
		return nil, false
	}
	out := make([]T, 0, len(n.items))
	good := true
	for _, item := range n.items {
		if item.form != mapping {
			meant := strings.Trim(example, "[]")
			if item.form.scalar() {
				meant = firstOfEach(members, severalIn(item.text))
			}
			d.failAt(ruleType, item, name, aMapping, item.kind(), meant)
			good = false
			continue
		}
		var v T
		good = record(d, name, item, members, &v) && good
		out = append(out, v)
	}
	return out, good
}

// severalIn returns the things that a text names which was written for a list: one a line,
// or divided by semicolons. Names of files are divided by other marks, too, and by blanks.
func severalIn(text string) (names []string) {
	for name := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '；' || r == ';' || r == '\n' }) {
		for _, part := range splitNames(strings.TrimSpace(name), ",，、") {
			names = append(names, splitNames(part, " \u3000")...)
		}
	}
	return names
}

// splitNames divides a text at marks where that gives names of files and nothing else.
func splitNames(text, marks string) []string {
	if text == "" {
		return nil
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(marks, r) })
	for i, part := range parts {
		if parts[i] = strings.TrimSpace(part); fileExtension(parts[i]) == "" {
			return []string{text}
		}
	}
	return parts
}

// firstOfEach writes the mappings for which texts alone were written.
func firstOfEach[T any](members []member[T], texts []string) string {
	var meant []string
	for _, text := range texts {
		meant = append(meant, firstOf(members, text))
	}
	return strings.Join(meant, ", ")
}

// firstOf writes the mapping for which a text alone was written: the text under the
// first key, and the other keys that must be there.
func firstOf[T any](members []member[T], text string) string {
	meant := "{" + members[0].name + ": " + yamlText(text, true)
	for _, m := range members[1:] {
		if m.required {
			meant += ", " + m.name + ": …"
		}
	}
	return meant + "}"
}

// record reads one mapping into v.
func record[T any](d *decoder, name string, n node, members []member[T], v *T) bool {
	good := true
	var seen [16]bool  // there are no more members
	var meant []string // keys that were misspelt; they are not missing as well
	for _, p := range n.pairs {
		i := slices.IndexFunc(members, func(m member[T]) bool { return m.name == p.key.text })
		switch {
		case i < 0:
			meant = append(meant, d.unknownMember(name, p.key, memberNames(members), called(members, p.key.text)))
			good = false
			continue
		case seen[i]:
			d.failAt(ruleDuplicateMember, p.key, name, p.key.text)
			good = false
			continue
		}
		seen[i] = true
		good = d.member(members[i].full, members[i].into(v), members[i].values, p.value, &seen[i]) && good
	}
	for i, m := range members {
		if m.required && !seen[i] && !slices.Contains(meant, m.name) {
			d.failAt(ruleMissingMember, n, name, m.name, m.meaning)
			good = false
		}
	}
	return good
}

// member reads one value of a mapping. An empty one counts as not given.
func (d *decoder) member(name string, into any, values []string, n node, given *bool) (ok bool) {
	if n.form == null || n.form.scalar() && strings.TrimSpace(n.text) == "" {
		*given = false
		return true
	}
	switch into := into.(type) {
	case *string:
		if *into, ok = d.text(name, n); ok && values != nil {
			ok = d.oneOf(name, values, into, n)
		}
	case *Date:
		*into, ok = d.date(name, n)
	case *bool:
		*into, ok = d.flag(name, n)
	case *[]string:
		*into, ok = paragraphs(d, name, n)
	case *[]Material:
		*into, ok = records(d, name, n, materialMembers, "[{name: 居民身份证, form: 原件}]")
	}
	return ok
}

func memberNames[T any](members []member[T]) []string {
	names := make([]string, len(members))
	for i, m := range members {
		names[i] = m.name
	}
	return names
}

// called returns the name of the member that people call by a word, "" where there is
// none.
func called[T any](members []member[T], word string) string {
	for _, m := range members {
		if m.meaning.ZH == word {
			return m.name
		}
	}
	return ""
}

// unknownMember reports an unknown key and returns the one that was meant: the one that is
// called so, or nearly.
func (d *decoder) unknownMember(name string, n node, names []string, near string) string {
	choices := strings.Join(names, "、")
	hint := diag.Text{ZH: "可以写：" + choices, EN: "allowed: " + choices}
	if near = cmp.Or(near, suggest.Nearest(n.text, names)); near != "" {
		hint = diag.Text{ZH: "改为 " + near, EN: "write " + near}
	}
	d.failAt(ruleUnknownMember, n, name, n.text, hint)
	return near
}

// attachments reads the files published with a document, and resolves their
// paths against its folder. Those whose paths cannot be used are left out.
func (d *decoder) attachments(name string, n node) ([]Attachment, bool) {
	out, _ := records(d, name, n, attachmentMembers, "[{file: 附件1.pdf, title: 申请表}]")
	usable := out[:0]
	read := 0
	var before repeats
	for _, item := range n.items {
		if item.form != mapping || read == len(out) {
			continue
		}
		a, where := out[read], fileNode(item)
		read++
		ok := a.File != ""
		if ok {
			a.File, ok = d.attachmentPath(a.File, where)
		}
		if !ok {
			continue // what is wrong has been said; nobody is to look for the file
		}
		if before.add(a.File) {
			d.failAt(ruleRepeated, where, name, a.File)
		}
		if a.Title == "" {
			a.Title = path.Base(a.File)
		}
		usable = append(usable, a)
	}
	return usable, true
}

// fileNode returns the value of file in an attachment's mapping.
func fileNode(n node) node {
	p, _ := find(n.pairs, "file")
	return p.value
}
