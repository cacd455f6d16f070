package portal

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"gongkai/generator/county/roster"
	"gongkai/generator/county/rows"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// How many documents a page of a list has, and a file of data.
const (
	pageSize = 50
	dataSize = 2000
)

// group is the documents of a year or of a subject.
type group struct {
	key, name string // "2017", "2017年"; "0201", "综合政务/政务公开"
	path      string // of its pages, without number and end
	count     int
}

func (g *group) front() string { return g.path + ".html" }

// count adds up what the offices have of each year and each subject.
func (m *maker) count() {
	years, subjects := map[string]int{}, map[string]int{}
	for _, o := range m.Offices {
		for year, n := range o.Rows.Years {
			years[year] += n
		}
		for subject, n := range o.Rows.Subjects {
			if code, ok := page.SubjectCode(subject); ok {
				subjects[code] += n
			}
		}
		m.res.Documents += o.Rows.Days.Lines
	}
	for _, year := range slices.Backward(slices.Sorted(maps.Keys(years))) {
		m.years = append(m.years, group{year, year + "年", "catalog/year-" + year, years[year]})
	}
	names := map[string]string{}
	for _, s := range page.Subjects() {
		names[s.Code] = s.Path
		for _, c := range s.Children {
			names[c.Code] = c.Path
		}
	}
	for _, code := range slices.Sorted(maps.Keys(subjects)) {
		m.themes = append(m.themes, group{code, names[code], "catalog/subject-" + code, subjects[code]})
	}
}

// newest are the first documents of the catalogue: for the home page, the front page of
// the catalogue, the feed, and the search.
type newest []rows.Row

// catalogue goes through all documents once, newest first, and makes the pages and the
// data of years and subjects. It returns as many of the newest as the search has.
func (m *maker) catalogue(t *tree) (newest, error) {
	lists := map[string]*list{}
	for _, g := range m.years {
		lists[g.key] = &list{maker: m, tree: t, group: g, size: pageSize, flush: (*list).page}
		lists["json "+g.key] = &list{maker: m, tree: t, group: g, size: dataSize, flush: (*list).data}
	}
	for _, g := range m.themes {
		lists["theme "+g.key] = &list{maker: m, tree: t, group: g, size: pageSize, flush: (*list).page}
	}
	var first newest
	var shards []rows.Shard
	for _, o := range m.Offices {
		shards = append(shards, o.Rows.Days)
	}
	most := max(m.searchMost(), pageSize)
	err := rows.Merge(shards, rows.Descending, func(_ int, _, line []byte) error {
		var r rows.Row
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		if len(first) < most {
			first = append(first, r)
		}
		into := []*list{lists[r.Year()], lists["json "+r.Year()]}
		if code, ok := page.SubjectCode(r.Subject); ok {
			into = append(into, lists["theme "+code])
		}
		for _, l := range into {
			if err := l.add(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for key, l := range lists {
		if l.seen != l.group.count {
			return nil, fmt.Errorf("%s has %d documents, and %d were counted: run build --verify", key, l.seen, l.group.count)
		}
	}
	return first, m.index(t)
}

// list takes documents, newest first, and writes its pages as they fill. The front page
// has the newest, as many as a page and up to one less than two; the others are numbered
// from the oldest end, so that a new document changes the front page alone.
type list struct {
	*maker
	tree  *tree
	group group
	size  int
	flush func(l *list, number int) error // 0: the front page

	rows []rows.Row
	seen int
}

// numbered is how many pages there are beside the front page.
func (l *list) numbered() int { return max(0, l.group.count/l.size-1) }

func (l *list) add(r rows.Row) error {
	l.rows = append(l.rows, r)
	l.seen++
	ahead := l.group.count - l.seen // documents that are older
	if ahead > l.numbered()*l.size || ahead%l.size != 0 {
		return nil
	}
	number := ahead/l.size + 1
	if number > l.numbered() {
		number = 0
	}
	err := l.flush(l, number)
	l.rows = l.rows[:0]
	return err
}

// numberedPath is the path of a page; 0 is the front page.
func (l *list) numberedPath(number int, end string) string {
	if number == 0 {
		return l.group.path + end
	}
	return l.group.path + "-" + strconv.Itoa(number) + end
}

// page writes a page of the list.
func (l *list) page(number int) error {
	path := l.numberedPath(number, ".html")
	a := place(path)
	v := &layout.CatalogView{Pager: l.pager(a, number), Rows: tableRows(a, l.rows)}
	if number > 0 {
		v.Label = fmt.Sprintf("第%d页", number)
	} else {
		v.Total = l.group.count
	}
	v.Indexed, v.Numbered = filled(v.Rows)
	v.Page = l.maker.page(a, l.group.name, v.Label, "全县各机关公开的信息："+l.group.name, a.link(catalogName, catalogPath))
	return l.show(l.tree, path, "catalog", "catalog.html", v)
}

// pager leads to the neighbours, and from the front page to every page, as far as these
// are not too many.
func (l *list) pager(a at, number int) (p layout.Pager) {
	last := l.numbered()
	to := func(text string, n int) layout.Link { return a.link(text, l.numberedPath(n, ".html")) }
	older := number - 1
	if number == 0 {
		older = last
	} else {
		p.Front = to("最新", 0)
		p.Newer = to("较新的", (number+1)%(last+1))
	}
	if older > 0 {
		p.Older = to("较早的", older)
	}
	if number == 0 {
		for n := last; n > 0; n -= max(1, last/maxNumbers) {
			p.Numbers = append(p.Numbers, to(strconv.Itoa(n), n))
		}
	}
	return p
}

// maxNumbers is how many pages a front page leads to, about.
const maxNumbers = 20

// tableRows are documents as a page of the catalogue shows them.
func tableRows(a at, list []rows.Row) []layout.CatalogRow {
	var out []layout.CatalogRow
	for _, r := range list {
		out = append(out, layout.CatalogRow{
			Index: r.Index, Title: r.Title, Href: a.top + r.URL, Summary: r.Summary, Written: day(r.Written), Date: day(r.Date),
			Category: r.Category, Issuer: r.OfficeName, Number: r.Number, Validity: r.Validity,
		})
	}
	return out
}

// day is a date without the time of day.
func day(date string) string { return date[:min(len(date), len("2006-01-02"))] }

// filled reports whether some row has an index number, and one a document number.
func filled(list []layout.CatalogRow) (indexed, numbered bool) {
	for _, r := range list {
		indexed, numbered = indexed || r.Index != "", numbered || r.Number != ""
	}
	return indexed, numbered
}

// data writes a file of data of the list.
func (l *list) data(number int) error {
	data, err := json.Marshal(struct {
		Publisher string     `json:"publisher"`
		Year      string     `json:"year"`
		Count     int        `json:"count"`
		Schema    string     `json:"schema"`
		Documents []rows.Row `json:"documents"`
	}{l.County.Name, l.group.key, len(l.rows), schemaURL, l.rows})
	if err != nil {
		return err
	}
	return l.tree.put(l.numberedPath(number, ".json"), data)
}

// schemaURL is where the data is described. As all addresses in the data it is told from
// the root of the county's site.
const schemaURL = roster.PortalFolder + "/" + schemaPath

// part is a file of data, as the index of them has it.
type part struct {
	URL   string `json:"url"`
	Year  string `json:"year"`
	Count int    `json:"count"`
}

// source is an office, as the index of the data has it.
type source struct {
	Key       string `json:"key"`
	Name      string `json:"name"`
	Level     string `json:"level"`
	Documents int    `json:"documents"`
	Catalog   string `json:"catalog"` // its own catalog.json, with more of each document
}

// index writes what files of data there are.
func (m *maker) index(t *tree) error {
	parts, offices := []part{}, []source{}
	for _, g := range m.years {
		l := &list{maker: m, group: g, size: dataSize}
		url := func(n int) string { return roster.PortalFolder + "/" + l.numberedPath(n, ".json") }
		parts = append(parts, part{url(0), g.key, g.count - l.numbered()*dataSize})
		for n := l.numbered(); n > 0; n-- {
			parts = append(parts, part{url(n), g.key, dataSize})
		}
	}
	for _, o := range m.Offices {
		offices = append(offices, source{o.Key, o.Name, o.Level, o.Rows.Days.Lines, o.Key + "/catalog.json"})
	}
	data, err := json.Marshal(struct {
		Publisher string   `json:"publisher"`
		Count     int      `json:"count"`
		Schema    string   `json:"schema"`
		Offices   []source `json:"offices"`
		Parts     []part   `json:"parts"`
	}{m.County.Name, m.res.Documents, schemaURL, offices, parts})
	if err != nil {
		return err
	}
	if err := t.put(dataPath, data); err != nil {
		return err
	}
	return t.put(schemaPath, schema)
}
