// Package portal makes the pages of a county itself: its offices, one catalogue of all
// they have published, and a search over it.
//
//	res, err := portal.Publish(portal.Input{County: county, Offices: list, …})
//
// # Where things stand
//
//	OUT/KEY/                    the site of an office: not made here
//	OUT/portal/index.html       the home page; also OUT/index.html
//	    offices.html            the offices, by what they are
//	    catalog/index.html      the newest, and the ways into the rest
//	    catalog/year-2017.html  the documents of a year; -1, -2 … from the oldest end
//	    catalog/subject-02.html those of a subject of the official tree
//	    catalog/index.json      what files of data there are, with catalog.schema.json
//	    catalog/year-2017-1.json …
//	    reports/2021.html       the annual reports of all offices, summed; .xlsx, .csv, .json
//	    feed.xml, search.html, elder.html, sitemap.html, 404.html, css/, js/, images/
//	OUT/search/                 the index of titles, numbers and summaries
//	OUT/robots.txt, sitemap.xml an index of the sitemaps of all offices
//
// OUT cannot be exchanged as a whole, since the sites of the offices are in it and are
// exchanged one by one. So portal/ and search/ are trees of their own, each exchanged in
// one step (package publish), and the three files at the top are replaced one by one, where
// they are as we have written them: .gongkai-county has their sums. Others are somebody
// else's, and refused before anything is written ([CheckTop]).
//
// # What it costs
//
// The catalogue goes by once, newest first, and is written as it goes by: a list holds the
// page that it is at, so that memory grows with the offices, years and subjects and not
// with the documents. How many pages a list has is known before, from what the offices
// have counted. The search has the newest [SearchMost] documents in memory, and no others.
//
// Pages are those of the township's layouts with views of the same kinds; two layouts have
// other words here (layouts.go). Every reference is relative, so the whole is as good from a
// folder as from a server.
package portal

import (
	"errors"
	"io/fs"

	"gongkai/generator/cache"
	"gongkai/generator/county/annual"
	"gongkai/generator/county/roster"
	"gongkai/generator/county/rows"
	"gongkai/generator/diag"
	"gongkai/generator/layout"
)

// SearchMost is how many documents the search knows. While the index is made, each of them
// takes the 240 bytes of a [rows.Row], its texts and its terms; and it is what a browser can
// be asked to load.
const SearchMost = 200_000

// Office is an office whose site is below OUT.
type Office struct {
	*roster.Office
	Rows rows.Office // with the folders of its shards
	// Reports are the years of its annual reports, each with the sum of the data.
	Reports map[string]string
}

// Input is what the portal is made from. There is no day in it: nothing on its pages
// depends on one.
type Input struct {
	County  *roster.County
	Offices []Office // those that have sites, in the order of the roster
	Dir     string   // of county.toml
	Out     string   // the county's site
	Work    string   // a folder of our own on the file system of Out
	Layouts fs.FS    // the township's
	Static  fs.FS
	Salt    cache.Sum
	Workers int
	// SearchMost is how many documents the search has; 0: [SearchMost].
	SearchMost int
}

// Result is what came of it.
type Result struct {
	Documents int
	Files     int // written
	Found     []diag.Diagnostic
}

// maker makes one state of the portal.
type maker struct {
	Input
	layouts *layout.Set
	frames  map[frameKey]*layout.Frame
	years   []group  // newest first
	reports []string // the years of which there are annual reports, newest first
	themes  []group  // by subject, in the order of the official tree
	res     Result
}

// Publish makes the portal, and replaces what is there.
func Publish(in Input) (*Result, error) {
	if err := CheckTop(in.Out); err != nil {
		return nil, err
	}
	set, err := load(in.Layouts)
	if err != nil {
		return nil, err
	}
	m := &maker{Input: in, layouts: set, frames: map[frameKey]*layout.Frame{}}
	m.count()
	m.reports = reportYears(in.Offices)
	if err := m.collide(); err != nil {
		return nil, err
	}
	key := m.key()
	portal, err := openTree(in, roster.PortalFolder, key)
	if err != nil {
		return nil, err
	}
	defer portal.close()
	search, err := openTree(in, roster.SearchFolder, key)
	if err != nil {
		return nil, err
	}
	defer search.close()
	sums, err := m.sums()
	if err != nil {
		return nil, err
	}
	if portal.current && search.current {
		return &m.res, m.top()
	}
	if err := errors.Join(portal.begin(), search.begin()); err != nil {
		return nil, err
	}
	if err := m.make(portal, search, sums); err != nil {
		return nil, errors.Join(err, portal.abort(), search.abort())
	}
	if err := search.commit(); err != nil {
		return nil, errors.Join(err, portal.abort())
	}
	if err := portal.commit(); err != nil {
		return nil, err
	}
	m.res.Files = portal.written + search.written
	return &m.res, m.top()
}

// collide finds the index numbers that two offices have.
func (m *maker) collide() error {
	var shards []rows.Shard
	for _, o := range m.Offices {
		shards = append(shards, o.Rows.Indexes)
	}
	return rows.Collisions(shards, func(c rows.Collision) error {
		if len(m.res.Found) < maxCollisions {
			m.res.Found = append(m.res.Found, collision(c))
		}
		return nil
	})
}

// maxCollisions is how many are reported.
const maxCollisions = 1000

// make makes all files of both trees.
func (m *maker) make(portal, search *tree, sums []*annual.Year) error {
	newest, err := m.catalogue(portal)
	if err != nil {
		return err
	}
	if err := (singles{m, newest}).make(portal); err != nil {
		return err
	}
	if err := m.annualReports(portal, sums); err != nil {
		return err
	}
	if err := m.copyStatic(portal); err != nil {
		return err
	}
	return m.search(search, newest)
}
