// Package screening looks for what must not go out, in the documents and files of a
// site: personal data, marks of secrecy, and what nobody can look into.
//
//	s := screening.New(screening.Settings{Year: 2026, Office: phones, Key: key})
//	marks := s.Document("content/notices/2026/0007.md", data)
//	marks, err := s.File("content/notices/2026/0007-名单.xlsx", file, size, sum)
//
// It brings together what knows of no site: package privacy, which finds such things in
// text, and package extract, which finds the texts in a file.
//
// Pictures it does not read. It says in which files there are any ([Unread]), shows them to
// somebody who can, and looks through what is read in them.
//
// Marks are facts of a file: they depend on its bytes, its path and the settings,
// which [Screener.Sum] covers, and on no other file. What becomes of them, a finding or
// one that was accepted, is decided by others (site/marks.go).
package screening

import (
	"bytes"
	"fmt"
	"io"
	pathpkg "path"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/extract"
	"gongkai/generator/plaintext"
	"gongkai/generator/privacy"
	"gongkai/generator/site/record"
)

// version goes into the sum of the settings: it changes when what is found does.
const version = 6

// Settings is what marks depend on, apart from the file.
type Settings struct {
	// Year is the present one. People born later are not born yet, so that no number
	// is theirs. It is a year and no day, or all would be looked through every day.
	Year int
	// Office are texts with numbers that the office has made public itself.
	Office []string
	// Key is that of the waivers; nil where there is none.
	Key []byte
}

// Screener looks through documents and files. It may be used by several goroutines.
type Screener struct {
	finder *privacy.Finder
	key    []byte
	sum    cache.Sum
	// documents are those that were looked through, whose room can be used again.
	documents sync.Pool
}

// New makes a screener.
func New(s Settings) *Screener {
	h := cache.NewHash()
	fmt.Fprintf(h, "%d %d %q %x", version, s.Year, s.Office, s.Key)
	return &Screener{
		finder: privacy.New(privacy.Settings{Today: time.Date(s.Year, time.December, 31, 0, 0, 0, 0, time.UTC), Office: numbersIn(s.Office)}),
		key:    s.Key,
		sum:    h.Sum(),
	}
}

// numbersIn returns the telephone numbers in some texts.
func numbersIn(texts []string) (numbers []string) {
	for _, text := range texts {
		start := -1
		for i, r := range text + "\n" {
			switch inside := '0' <= r && r <= '9' || start >= 0 && (r == '-' || r == ' '); {
			case inside && start < 0:
				start = i
			case !inside && start >= 0:
				numbers = append(numbers, text[start:i])
				start = -1
			}
		}
	}
	return numbers
}

// Sum covers the settings.
func (s *Screener) Sum() cache.Sum { return s.sum }

// Person reports whether a text, such as the name of a file, names a person beside an illness
// or a need.
func (s *Screener) Person(text string) bool { return s.finder.Person(text) }

// mark makes the mark of a hit.
func (s *Screener) mark(hit privacy.Hit, pos diag.Pos) record.Mark {
	m := record.Mark{Found: hit.At(pos)}
	if s.key != nil {
		m.Value = hit.Sum(s.key)
	}
	return m
}

// Veil returns a text in which nothing is left to find: what is in it has asterisks for
// digits and letters, as many and as wide. Other findings about a line quote it, too, and
// so do names of files.
func (s *Screener) Veil(text string) string {
	if !privacy.HasNumber(text) {
		return text
	}
	var plain shown
	plain.read(text)
	covered := make([]bool, len(text))
	found := s.cover(covered, named(text), nil)
	found = s.cover(covered, string(plain.text), &plain) || found
	if !found {
		return text
	}
	var b strings.Builder
	for at, r := range text {
		switch {
		case !covered[at] || !unicode.IsDigit(r) && !unicode.IsLetter(r):
			b.WriteRune(r)
		case r < utf8.RuneSelf:
			b.WriteByte('*')
		default:
			b.WriteRune('＊')
		}
	}
	return b.String()
}

// cover notes which bytes belong to something found in a text, or in what was made of it.
func (s *Screener) cover(covered []bool, text string, of *shown) (found bool) {
	for _, h := range s.finder.Reader().Find(privacy.Passage{Cells: []string{text}, Named: true, Quoted: true}) {
		if !h.Maskable || h.To.Offset == 0 {
			continue
		}
		from, to := h.From.Offset, h.To.Offset
		if of != nil {
			from, to = int(of.from[from]), int(of.to[to-1])
		}
		for i := from; i < to; i++ {
			covered[i] = true
		}
		found = true
	}
	return found
}

// File looks through a file that is published as a file. sum identifies its bytes. The
// error is that of the disk.
func (s *Screener) File(path string, r io.ReaderAt, size int64, sum string) ([]record.Mark, error) {
	if text, ok := lines(path, r, size); ok && size > 0 {
		marks := s.Document(path, text)
		if len(bytes.TrimSpace(text)) == 0 {
			marks = append(marks, s.markFile(path, extract.Remark{Reason: extract.Empty, Detail: diag.Text{ZH: "只有空白", EN: "nothing but blanks"}}, sum)...)
		}
		return marks, nil
	}
	var marks []record.Mark
	reader := s.finder.Reader()
	report, err := extract.Read(path, r, size, func(t extract.Text) error {
		if t.Named {
			t.Cells = []string{named(t.Cells[0])}
		}
		for _, hit := range reader.Find(privacy.Passage{Cells: t.Cells, Heads: t.Heads, Named: t.Named}) {
			marks = append(marks, s.mark(hit, diag.Pos{File: path, Where: t.Place(hit.To.Cell)}))
		}
		return nil
	})
	for _, remark := range report.Remarks {
		marks = append(marks, s.markFile(path, remark, sum)...)
	}
	return marks, err
}

// markFile makes the mark of a remark on a file, if it is one. What is not beside documents
// may be empty, and so may the data of reports.
func (s *Screener) markFile(path string, r extract.Remark, sum string) []record.Mark {
	m, ok := s.remark(path, r)
	if !ok || r.Reason == extract.Empty && (!strings.HasPrefix(path, "content/") || strings.HasSuffix(path, ".toml")) {
		return nil
	}
	if s.key != nil {
		m.Value = privacy.Sum(s.key, m.Found.Code, sum)
	}
	return []record.Mark{m}
}

// IsEmpty reports whether a mark says of a file that nothing is in it.
func IsEmpty(m *record.Mark) bool { return m.Found.Code == ruleEmpty.Code }

// maxLines is the largest file, in bytes, that is taken for a text with lines.
const maxLines = 8 << 20

// lines returns the text of a file that people know as lines, in whatever encoding, so
// that findings in it have a line and can be mended there.
func lines(path string, r io.ReaderAt, size int64) (text []byte, ok bool) {
	switch strings.ToLower(pathpkg.Ext(path)) {
	case ".txt", ".csv", ".toml", ".md":
	default:
		return nil, false
	}
	if size > maxLines {
		return nil, false
	}
	data := make([]byte, size)
	if n, err := r.ReadAt(data, 0); int64(n) < size || err != nil && err != io.EOF {
		return nil, false
	}
	decoded, err := plaintext.Decode(data, "") // of what is no text, package extract knows what it is
	return []byte(decoded), err == nil
}

// remark makes the mark of what was not looked into.
func (s *Screener) remark(path string, r extract.Remark) (record.Mark, bool) {
	pos := diag.Pos{File: path, Where: r.Place}
	what := r.Reason.Text()
	if r.Detail.ZH != "" {
		what = diag.Text{ZH: what.ZH + "：" + r.Detail.ZH, EN: what.EN + ": " + r.Detail.EN}
	}
	switch r.Reason {
	case extract.Misnamed:
		return record.Mark{Found: ruleMisnamed.At(pos, what)}, true
	case extract.Empty:
		return record.Mark{Found: ruleEmpty.At(pos, what)}, true
	case extract.Located:
		return record.Mark{Found: ruleLocated.At(pos)}, true
	case extract.Picture:
		return record.Mark{Found: rulePicture.At(pos, r.Count), Picture: true, Pictures: r.Count}, true
	case extract.Scanned:
		return record.Mark{Found: ruleUnread.At(pos, what), Pictures: r.Count}, true
	}
	return record.Mark{Found: ruleUnread.At(pos, what)}, r.Reason.Unread()
}
