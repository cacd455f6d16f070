package main

import (
	"encoding/json"
	"slices"

	"gongkai/generator/county/board"
	"gongkai/generator/county/office"
	"gongkai/generator/county/roster"
	"gongkai/generator/diag"
	"gongkai/generator/parallel"
	"gongkai/generator/rewrite"
)

// boardCommand is `gongkai-county board`.
type boardCommand struct {
	HTML    string `name:"html"`
	Workers int
}

// Run looks at all offices as an inspector would, and shows the board. It has status 1
// where an office has a veto, or cannot be read.
func (b *boardCommand) Run(c *call) error {
	county, err := c.county()
	if county == nil || err != nil {
		return err
	}
	if err := b.refusePublic(c, county); err != nil {
		return err
	}
	m, err := newMaker(c, county, b.Workers)
	if err != nil {
		return err
	}
	lines := make([]*board.Line, len(county.Offices))
	found := make([][]diag.Diagnostic, len(county.Offices))
	_ = parallel.Each(b.Workers, len(lines), func(_, i int) error {
		if county.Offices[i].Site == "" { // of a mirror there are no sources to judge
			lines[i], found[i] = look(c, m, &county.Offices[i])
		}
		return nil
	})
	if err := c.report(slices.Concat(found...)); err != nil {
		return err
	}
	lines = slices.DeleteFunc(lines, func(l *board.Line) bool { return l == nil })
	board.Sort(lines)
	return b.show(c, m, lines)
}

// look judges one office. What it cannot be judged for is a finding.
func look(c *call, m *office.Maker, o *roster.Office) (*board.Line, []diag.Diagnostic) {
	l := &board.Line{Unread: true}
	var found []diag.Diagnostic
	sources, err := m.Sources(c.ctx, o)
	if err == nil {
		defer sources.Release()
		if found = sources.Found; found == nil {
			l, err = board.Look(sources.Site)
		}
	}
	if err != nil {
		l, found = &board.Line{Unread: true}, []diag.Diagnostic{office.Failed(o.Key, machineError(err))}
	}
	l.Key, l.Name = o.Key, o.Name
	return l, found
}

// show writes the board in the ways asked for.
func (b *boardCommand) show(c *call, m *office.Maker, lines []*board.Line) error {
	for _, l := range lines {
		if l.Unread || len(l.Vetoes) > 0 {
			c.status = exitOffice
		}
	}
	if b.HTML != "" {
		if err := rewrite.File(b.HTML, board.HTML(m.County.Name, m.Today, lines, c.Lang), 0o600); err != nil {
			return err
		}
	}
	if !c.JSON {
		return c.print(c.stdout, board.Text(lines, c.Lang))
	}
	for _, l := range lines {
		if err := json.NewEncoder(c.stdout).Encode(l); err != nil {
			return err
		}
	}
	return nil
}

// refusePublic refuses to write the board where it would be published: into the county's
// site, or into the folder of an office.
func (b *boardCommand) refusePublic(c *call, county *roster.County) error {
	if b.HTML == "" {
		return nil
	}
	places := []string{c.out()}
	for i := range county.Offices {
		if o := &county.Offices[i]; o.Folder != "" {
			places = append(places, (&office.Maker{Dir: c.Source}).Folder(o))
		}
	}
	for _, place := range places {
		if rewrite.Within(b.HTML, place) {
			return refuse("%s 在 %s 里，会公开；检查情况只给内部看，请写到别的地方", "%s is in %s and would be published; the board is for the office alone: write it elsewhere", b.HTML, place)
		}
	}
	return nil
}
