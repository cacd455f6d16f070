package site

import (
	"errors"
	"io/fs"

	"gongkai/generator/calendar"
	"gongkai/generator/diag"
	"gongkai/generator/site/content"
	"gongkai/generator/source"
	"gongkai/generator/tree"
)

// holidays are the years of the calendar that the office has added or corrected.
type holidays struct {
	years []calendar.Year
	found []diag.Diagnostic // what is wrong with their file
}

// Calendar returns which days are worked: as announced, and as the office says.
func (h *holidays) Calendar() *calendar.Calendar { return calendar.Announced().With(h.years) }

// readHolidays reads the years of the office, or takes them over.
func readHolidays(l *tree.Listing, before *Site) (h holidays, err error) {
	if before != nil && l.Spares(tree.Records) {
		return before.holidays, nil
	}
	data, found, err := readRecord(l, calendar.Path)
	h.found = found
	if data != nil {
		h.years, h.found = calendar.Parse(calendar.Path, data)
	}
	return h, err
}

// readRecord reads a file below records/; data is nil where there is none, or where
// found says why it cannot be used.
func readRecord(l *tree.Listing, path string) (data []byte, found []diag.Diagnostic, err error) {
	name, _ := tree.Records.Cut(path)
	if _, ok := l.Stamp(tree.Records, name); !ok {
		return nil, nil, nil
	}
	data, err = l.Read(path)
	switch {
	case errors.Is(err, source.ErrTooLarge):
		return nil, []diag.Diagnostic{source.TooLarge(path, 0)}, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, nil
	case err != nil:
		return nil, nil, content.AsChanged(path, err)
	case data == nil:
		data = []byte{} // an empty file is one, too
	}
	return data, nil, nil
}
