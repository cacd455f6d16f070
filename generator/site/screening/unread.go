package screening

import (
	"errors"
	"fmt"
	"io"

	"gongkai/generator/diag"
	"gongkai/generator/extract"
	"gongkai/generator/privacy"
	"gongkai/generator/site/record"
)

// Unread is a file with pictures, or pages that were scanned, that nobody has read.
type Unread struct {
	File  string // its path
	Name  string // the path as messages have it: it may hold a number itself
	Count int    // of the pictures and pages that marks speak of

	of       *record.File
	screener *Screener
}

// Unread tells of a file that so many pictures in it were not read.
func (s *Screener) Unread(of *record.File, count int) *Unread {
	return &Unread{File: of.Path, Name: s.Veil(of.Path), Count: count, of: of, screener: s}
}

// Images calls show with each picture in the file. It is as it lies in the site, which may be
// larger than it is published, and easier to read. The error is that of show, or of the disk.
func (u *Unread) Images(show func(extract.Image) error) error {
	in, err := u.of.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	disk, ok := in.(io.ReaderAt)
	if !ok {
		return fmt.Errorf("%s: %w", u.Name, errors.ErrUnsupported)
	}
	return extract.Images(u.File, disk, u.of.Stamp.Size, func(p extract.Image) error {
		p.Place.ZH, p.Place.EN = u.screener.Veil(p.Place.ZH), u.screener.Veil(p.Place.EN)
		return show(p)
	})
}

// Recognised looks through the text that a program has recognised in a picture at a place in
// the file. Of what is found it says what kind of thing that is, and shows the rest as a
// mask: who looks at the picture sees whether it is there.
func (u *Unread) Recognised(at diag.Text, text string) (found []diag.Diagnostic) {
	for _, hit := range u.screener.finder.Reader().Find(privacy.Passage{Cells: []string{text}}) {
		found = append(found, ruleRecognised.At(diag.Pos{File: u.Name, Where: at}, hit.Rule.Title, hit.Masked))
	}
	return found
}
