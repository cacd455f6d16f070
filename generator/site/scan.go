package site

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/review"
	"gongkai/generator/site/record"
	"gongkai/generator/waiver"
)

// Scan lists what is in a site that must not go out, with what was accepted and what is
// written in pictures, by file: in drafts and in files that nobody uses, too, but not in
// those that the program brings. list is what was accepted, nil where nothing ever was.
// Where there is no site, found says why, and ok is false.
func Scan(opt Options) (all []waiver.Finding, list *waiver.List, found []diag.Diagnostic, ok bool, err error) {
	opt.Preview = true
	s, found, err := Load(opt, Resume(opt))
	if s == nil || err != nil {
		return nil, nil, found, false, err
	}
	return marker{s}.all(), s.waivers, nil, true, nil
}

// all lists what must not go out, by file.
func (s marker) all() (all []waiver.Finding) {
	add := func(marks []record.Mark) {
		for i, id := range markIDs(marks) {
			all = append(all, s.finding(&marks[i], id))
		}
	}
	add(s.configMarks())
	for _, marks := range s.layoutMarks {
		add(marks)
	}
	for _, d := range s.content.Docs {
		add(d.Marks)
	}
	for _, files := range []map[string]*record.File{s.content.Beside, s.content.Static} {
		for _, f := range files {
			add(f.Facts.Marks)
		}
	}
	slices.SortStableFunc(all, func(a, b waiver.Finding) int { return strings.Compare(a.File, b.File) })
	return all
}

// ofCandidate lists what is in a document that is to be approved, and in the files that
// the approval covers.
func (s marker) ofCandidate(d *record.Doc, files []review.File) (all []waiver.Finding) {
	marks := slices.Clone(d.Marks)
	for _, f := range files {
		if file := s.content.File(f.Path); file != nil {
			marks = append(marks, file.Facts.Marks...)
		}
	}
	for i, id := range markIDs(marks) {
		all = append(all, s.finding(&marks[i], id))
	}
	return all
}

// finding is a mark and what has come of it.
func (s marker) finding(m *record.Mark, id string) waiver.Finding {
	d, stands := s.stands(m, id)
	out := waiver.Finding{ID: id, File: d.Pos.File, Found: d, Mask: m.Mask, Value: m.Value}
	veil(s.screen, &out.Found)
	if !stands {
		out.Waiver = s.waivers.Find(d.Code, out.Found.Pos.File, m.Value)
	}
	return out
}
