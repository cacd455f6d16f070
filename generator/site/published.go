package site

import (
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/records"
	"gongkai/generator/tree"
)

// recorded is what was ever public.
type recorded struct {
	published      *records.Published // nil where nobody records it
	publishedFound []diag.Diagnostic  // what is wrong with that list
}

// Published returns the list of what was ever public, nil where there is none.
func (r *recorded) Published() *records.Published { return r.published }

// recorder compares a state with the list of what was ever public.
type recorder struct{ *Site }

// read reads the list of what was ever public, or takes it over; without one
// nothing is missed.
func (s recorder) read(before *Site) error {
	if before != nil && s.tree.Spares(tree.Records) {
		s.published = before.published
		s.found = append(s.found, before.publishedFound...)
		s.publishedFound = before.publishedFound
		return nil
	}
	data, found, err := readRecord(s.tree, records.Path)
	if err != nil {
		return err
	}
	s.publishedFound = found
	if data != nil {
		s.published, s.publishedFound = records.Parse(records.Path, data)
	}
	s.found = append(s.found, s.publishedFound...)
	return nil
}

// vanished finds addresses that were public and would not answer any more.
func (s recorder) vanished() (found []diag.Diagnostic) {
	if s.published == nil {
		return nil
	}
	gone := map[string]records.Reason{}
	today := s.opt.Today.DayString()
	for e := range s.published.All() {
		if e.First > today {
			continue // to this day it has not been public
		}
		if why, is := s.gone(e.Address); is {
			gone[e.Address] = why
		}
	}
	if len(gone) == 0 {
		return nil
	}
	data, err := s.tree.Read(records.Path) // for the places
	if err != nil {
		data = nil
	}
	return records.Vanished(records.Path, data, gone)
}

// gone reports whether an address has no page any more, and why as far as its document
// is there. One that waits for approval is found as that.
func (s recorder) gone(address string) (why records.Reason, gone bool) {
	if o, ok := s.plan.Lookup(address); ok && (o.ID == catalog.None || s.catalog.Published(o.ID) || s.catalog.Notice(o.ID) != nil) || s.content.Static[address] != nil {
		return 0, false
	}
	id, ok := s.content.Doc(strings.TrimSuffix(address, ".html") + ".md")
	if !ok {
		return records.Missing, true
	}
	m := s.metas[id]
	switch {
	case m == nil:
		return 0, false // the document has errors
	case m.Draft:
		return records.IsDraft, true
	case m.Date.Day > s.opt.Today.Day:
		return records.NotYet, true
	case s.waiting != nil && s.waiting[id] != "":
		return 0, false // [approver.refused] finds that
	}
	return records.Missing, true
}

// list returns the list of what was ever public with what is public now, and its text
// where that has changed.
func (s recorder) list() (list *records.Published, text []byte, err error) {
	now := make([]records.Entry, 0, s.plan.Pages())
	for i := range s.plan.Pages() {
		o := s.plan.Output(i)
		if !o.StandsForDocument() {
			continue
		}
		e := records.Entry{Address: o.Path, State: records.Public}
		switch {
		case o.IsRedirect():
			e.State = records.Redirect
		case o.IsNotice():
			e.State = records.Withdrawn
		case s.judged != nil && s.policy.Needs(s.metas[o.ID]):
			e.Sum = s.judged[o.ID].sum // by which it was approved, or it would not be public
		}
		now = append(now, e)
	}
	before := s.published
	if before == nil {
		before = &records.Published{}
	}
	list, err = before.Update(s.opt.Today.DayString(), now)
	if err != nil || list == s.published {
		return list, nil, err
	}
	return list, list.Append(nil), nil
}
