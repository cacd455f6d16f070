package site

import (
	"slices"
	"strings"

	"gongkai/generator/review"
	"gongkai/generator/site/record"
	"gongkai/generator/site/screening"
	"gongkai/generator/waiver"
)

// Scan lists what is in a site that must not go out, with what was accepted and what is
// written in pictures, by file: in drafts and in files that nobody uses, too, but not in
// those that the program brings. list is what was accepted, nil where nothing ever was;
// unread are the files with pictures that nobody has read. Where there is no site, the
// error is a [Broken].
func Scan(opt Options) (all []waiver.Finding, list *waiver.List, unread []*screening.Unread, err error) {
	opt.Preview = true
	s, found, err := Load(opt, Resume(opt))
	if s == nil && err == nil {
		err = &Broken{found}
	}
	if err != nil {
		return nil, nil, nil, err
	}
	all = marker{s}.all()
	return all, s.waivers, marker{s}.unread(all), nil
}

// unread lists the files with pictures of which nobody has accepted that they were not read,
// in the order of the findings.
func (s marker) unread(all []waiver.Finding) (unread []*screening.Unread) {
	files := map[string]*record.File{}
	for _, list := range []map[string]*record.File{s.content.Beside, s.content.Static} {
		for _, f := range list {
			files[f.Path] = f
		}
	}
	for _, m := range all {
		switch n := len(unread); {
		case m.Pictures == 0 || m.Waiver != nil || files[m.File] == nil:
		case n > 0 && unread[n-1].File == m.File:
			unread[n-1].Count += m.Pictures
		default:
			unread = append(unread, s.screen.Unread(files[m.File], m.Pictures))
		}
	}
	return unread
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
	out := waiver.Finding{ID: id, File: d.Pos.File, Found: d, Mask: m.Mask, Value: m.Value, Pictures: m.Pictures}
	veil(s.screen, &out.Found)
	if !stands {
		out.Waiver = s.waivers.Find(d.Code, out.Found.Pos.File, m.Value)
	}
	return out
}
