package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
	"gongkai/generator/site/screening"
	"gongkai/generator/source"
	"gongkai/generator/tree"
	"gongkai/generator/waiver"
)

// This file is what comes of the marks that package screening has made: a finding, or
// nothing where somebody has accepted it.

// screened is what a state looks through its files with, and what was accepted.
type screened struct {
	screen       *screening.Screener
	waivers      *waiver.List // nil where nothing was ever accepted
	waiversFound []diag.Diagnostic
	layoutMarks  [][]record.Mark // of each layout of the site's own
}

// marker turns marks into findings.
type marker struct{ *Site }

// Waivers returns what was accepted in the scan.
func (m *screened) Waivers() []waiver.Waiver {
	if m.waivers == nil {
		return nil
	}
	return m.waivers.Waivers
}

// prepare reads the list of waivers, or takes it over, and makes the screener.
func (s marker) prepare(before *Site) error {
	if before != nil && s.tree.Spares(tree.Records) {
		s.waivers, s.waiversFound = before.waivers, before.waiversFound
	} else if err := s.readWaivers(); err != nil {
		return err
	}
	s.found = append(s.found, s.waiversFound...)
	given := screening.Settings{Year: s.opt.Today.Year(), Office: officeNumbers(s.settings.config), Key: s.opt.Key}
	if s.waivers != nil && s.waivers.Key != nil {
		given.Key = s.waivers.Key
	}
	s.screen = screening.New(given)
	return s.readLayouts(before)
}

// readWaivers reads the list of waivers.
func (s marker) readWaivers() error {
	data, found, err := readRecord(s.tree, waiver.Path)
	if err != nil {
		return err
	}
	s.waiversFound = found
	if data != nil {
		s.waivers, s.waiversFound = waiver.Parse(waiver.Path, data)
	}
	return nil
}

// officeNumbers are the settings in which an office makes numbers of its own public.
func officeNumbers(c *config.Config) []string {
	return slices.Concat([]string{c.Guide.Phone, c.Guide.Fax, c.Guide.Online, c.Footer.Contact}, c.Scan.OfficeNumbers)
}

// ofConfig returns what is found in config.toml, which all pages show.
func (s marker) ofConfig() []diag.Diagnostic { return s.judge(s.configMarks(), nil) }

func (s marker) configMarks() []record.Mark {
	return s.screen.Document(tree.Config.Name(), s.settings.text)
}

// ofDoc returns what is found in a document.
func (s marker) ofDoc(d *record.Doc) []diag.Diagnostic { return s.judge(d.Marks, nil) }

// ofNotices returns what is found in the notices that stand in the places of documents
// that are withdrawn. The documents hold more, and may: it is why they are withdrawn.
func (s marker) ofNotices() (found []diag.Diagnostic) {
	for _, id := range s.catalog.Withdrawn {
		d, notice := s.content.Docs[id], s.catalog.Notice(id)
		if len(d.Marks) == 0 || notice == nil {
			continue
		}
		public := notice.Reason
		if notice.KeepTitle {
			public += "\n\n" + d.Meta.Title
		}
		told := s.screen.Document("", []byte(public))
		for _, f := range s.judge(d.Marks, nil) {
			if slices.ContainsFunc(told, func(m record.Mark) bool { return strings.HasPrefix(f.Message.ZH, m.Found.Message.ZH) }) {
				found = append(found, f)
			}
		}
	}
	return found
}

// ofLayouts returns what is found in the site's own layouts.
func (s marker) ofLayouts() (found []diag.Diagnostic) {
	for _, marks := range s.layoutMarks {
		found = append(found, s.judge(marks, nil)...)
	}
	return found
}

// readLayouts looks through the site's own layouts, or takes over what is known of them.
func (s marker) readLayouts(before *Site) error {
	if before != nil && s.tree.Spares(tree.Layouts) && before.screen.Sum() == s.screen.Sum() {
		s.layoutMarks = before.layoutMarks
		return nil
	}
	s.layoutMarks = nil
	for _, f := range s.tree.Files(tree.Layouts) {
		path := tree.Layouts.Path(f.Path)
		data, err := s.tree.Read(path)
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, source.ErrTooLarge):
			continue // the layouts say so
		case err != nil:
			return content.AsChanged(path, err)
		}
		marks, err := s.screen.File(path, bytes.NewReader(data), int64(len(data)), "")
		if err != nil {
			return err
		}
		s.layoutMarks = append(s.layoutMarks, marks)
	}
	return nil
}

// ofFile returns what is found in a file that is published.
func (s marker) ofFile(f *record.File) []diag.Diagnostic {
	marks := f.Facts.Marks
	if f.Facts.Info.Size == 0 { // package asset says so
		marks = slices.DeleteFunc(slices.Clone(marks), func(m record.Mark) bool { return screening.IsEmpty(&m) })
	}
	return s.judge(marks, func() bool { return s.offered(f) })
}

// ofReports returns what is found in the data of the annual reports, which are not
// published, but what is made of them is.
func (s marker) ofReports() (found []diag.Diagnostic) {
	for _, r := range s.catalog.Reports {
		for _, name := range report.DataFiles() {
			if f := s.content.Beside[path.Join(page.ReportsFolder, strconv.Itoa(r.Year), name)]; f != nil {
				found = append(found, s.ofFile(f)...)
			}
		}
	}
	return found
}

// offered reports whether a public document has a file among its attachments.
func (s marker) offered(f *record.File) bool {
	path, beside := tree.Content.Cut(f.Path)
	return beside && slices.ContainsFunc(s.catalog.All, func(id catalog.ID) bool {
		return s.catalog.Public(id) && slices.ContainsFunc(s.catalog.Meta(id).Attachments, func(a page.Attachment) bool { return a.File == path })
	})
}

// judge returns the findings of some marks of one file. Marks of pictures, and of files with
// nothing in them, are left out unless the file is offered as one.
func (s marker) judge(marks []record.Mark, offered func() bool) (found []diag.Diagnostic) {
	for i, id := range markIDs(marks) {
		m := &marks[i]
		if (m.Picture || screening.IsEmpty(m)) && offered != nil && !offered() {
			continue
		}
		if d, stands := s.stands(m, id); stands {
			found = append(found, d)
		}
	}
	return found
}

// stands returns the finding of a mark, unless it is waived.
func (s marker) stands(m *record.Mark, id string) (d diag.Diagnostic, stands bool) {
	d = m.Found
	w := s.waivers.Find(d.Code, s.screen.Veil(d.Pos.File), m.Value)
	switch {
	case m.Value == "" || w == nil:
		d.Hint.ZH += "；看过、确实可以公开的：gongkai waive " + id + " --reason 理由 --until 日期 --by 同意的人"
		d.Hint.EN += "; if it may be public: gongkai waive " + id + " --reason WHY --until DAY --by NAME"
	case w.Until < s.opt.Today.DayString():
		d.Message.ZH += "；放行已于 " + w.Until + " 到期"
		d.Message.EN += "; its waiver ended on " + w.Until
		d.Hint.ZH += "；仍然可以公开的，重新放行：gongkai waive " + id + " --reason 理由 --until 日期 --by 同意的人"
		d.Hint.EN += "; if it may still be public: gongkai waive " + id + " --reason WHY --until DAY --by NAME"
	default:
		return d, false
	}
	return d, true
}

// veil hides in all findings what must not go out: a line that is quoted for something
// else may hold a number, and so may a title, or the name of a file.
func (s marker) veil(found []diag.Diagnostic) []diag.Diagnostic {
	quoted := map[line]*diag.Pos{} // the lines in which something was found
	for i := range found {
		if at := &found[i].Pos; isMark(found[i].Code) && at.Source != "" {
			quoted[line{at.File, at.Line}] = at
		}
	}
	for i := range found {
		d := &found[i]
		if at := quoted[line{d.Pos.File, d.Pos.Line}]; at != nil && at.Skipped == d.Pos.Skipped && len([]rune(at.Source)) == len([]rune(d.Pos.Source)) {
			d.Pos.Source = both(d.Pos.Source, at.Source)
		}
	}
	for i := range found {
		veil(s.screen, &found[i])
	}
	return found
}

// line is a line of a file.
type line struct {
	file   string
	number int
}

// isMark reports whether a code is one of package privacy.
func isMark(code string) bool { return strings.HasPrefix(code, "PV") }

// both returns what of a line two findings show: what either hides is hidden.
func both(a, b string) string {
	text, other := []rune(a), []rune(b)
	for i, r := range other {
		if r == '*' || r == '＊' {
			text[i] = r
		}
	}
	return string(text)
}

// veil hides in one finding what must not go out.
func veil(screen *screening.Screener, d *diag.Diagnostic) {
	for _, text := range [...]*string{&d.Message.ZH, &d.Message.EN, &d.Hint.ZH, &d.Hint.EN, &d.Pos.Source, &d.Pos.Where.ZH, &d.Pos.Where.EN, &d.Pos.File} {
		*text = screen.Veil(*text)
	}
}

// withoutSite is what is found where there is no site, whose settings would say what is
// the office's own.
func withoutSite(opt *Options, found []diag.Diagnostic) []diag.Diagnostic {
	screen := plainScreen(opt)
	for i := range found {
		veil(screen, &found[i])
	}
	return diag.Sort(found)
}

// plainScreen knows no number that is the office's own.
func plainScreen(opt *Options) *screening.Screener {
	return screening.New(screening.Settings{Year: opt.Today.Year()})
}

// markIDs names the marks of one file, so that a person can say which is meant. A name
// comes of where a mark is, and never of what: it tells nothing about the value.
func markIDs(marks []record.Mark) []string {
	ids := make([]string, len(marks))
	seen := map[string]int{}
	for i, m := range marks {
		at := fmt.Sprintf("%s %s %d %d %s", m.Found.Code, m.Found.Pos.File, m.Found.Pos.Line, m.Found.Pos.Column, m.Found.Pos.Where.ZH)
		seen[at]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", at, seen[at]))
		ids[i] = hex.EncodeToString(sum[:4])
	}
	return ids
}

// horizon returns the first day after today on which the site would be another, or what
// is found in it: because a waiver has ended, or as of the next year, in which others
// are born.
func (s marker) horizon() page.Date {
	first := page.NewDate(s.opt.Today.Year()+1, time.January, 1)
	if h := s.catalog.Horizon; !h.IsZero() && h.Day < first.Day {
		first = h
	}
	if s.waivers != nil {
		for _, w := range s.waivers.Waivers {
			until, err := page.ParseDate(w.Until)
			if err == nil && until.Day >= s.opt.Today.Day && until.Day < first.Day {
				first = page.Date{Day: until.Day + 1}
			}
		}
	}
	return first
}
