// Package board is the inspection board of a county: how each office would fare today, for
// those who answer for all of them. It is never a part of a site.
//
//	line, err := board.Look(options)               // one office
//	page := board.HTML(county, today, lines, "zh")
//
// Of each office it tells the score and the vetoes by the national indicators (package
// audit), what falls due next, how many errors keep its site from being made, and how many
// findings of the privacy scan of each kind nobody has accepted. It tells of counts and
// indicators alone: no title, no name of a file and no line of a text is on it, so that
// whatever somebody has written where it does not belong is not carried further.
//
// Nothing is rendered and nothing is written; the sources are read, and what is published
// is weighed.
package board

import (
	"cmp"
	"errors"
	"maps"
	"os"
	"slices"

	"gongkai/generator/audit"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/privacy"
	"gongkai/generator/requests"
	"gongkai/generator/site"
	"gongkai/generator/weight"
)

// Line is an office on the board.
type Line struct {
	Key  string `json:"office"`
	Name string `json:"name"`
	// Unread says that there is no verdict: the site cannot be read, or is not there.
	Unread bool `json:"unread,omitempty"`
	// Errors are those of `gongkai check`.
	Errors int       `json:"errors"`
	Score  float64   `json:"score"`
	Passes bool      `json:"passes"`
	Vetoes []Veto    `json:"vetoes,omitempty"`
	Due    []Due     `json:"due,omitempty"`
	Kinds  []Finding `json:"privacy,omitempty"`
}

// Veto is an indicator that fails a site by itself.
type Veto struct {
	Code  string `json:"code"`
	Text  string `json:"text"`
	Items int    `json:"items"` // how many things fail it
}

// Due is what must be done by a day.
type Due struct {
	Day  page.Date `json:"-"`
	On   string    `json:"day"`
	Left int       `json:"left"` // days
	What diag.Text `json:"what"`
}

// Finding is a kind of findings of the privacy scan, and how many there are.
type Finding struct {
	Code  string    `json:"code"`
	Title diag.Text `json:"-"`
	Count int       `json:"count"`
}

// maxDue is how many things that fall due are told.
const maxDue = 3

// Look judges the site of an office.
func Look(opt site.Options) (*Line, error) {
	s, _, err := site.Load(opt, nil)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return &Line{Unread: true}, nil
	}
	known, err := s.Findings(false)
	if err != nil {
		return nil, err
	}
	open, misread, err := requests.Read(opt.Source)
	if err != nil {
		return nil, err
	}
	r := audit.Run(audit.National(), audit.Input{
		Config: s.Config(), Catalog: s.Catalog(), Calendar: s.Calendar(), Today: opt.Today, Published: s.Published(), Found: known.Diagnostics,
		Applications: open, Misread: misread, Waivers: s.Waivers(), Pages: frontPages(opt.Out, s.Config()),
	})
	l := &Line{Score: r.Score, Passes: !r.Fails(), Vetoes: vetoes(r), Due: due(r)}
	l.Errors, _ = diag.Count(known.Diagnostics)
	l.Kinds, err = kinds(opt)
	return l, err
}

// frontPages weighs the home page and the front pages of the categories, as far as they
// are published.
func frontPages(out string, cfg *config.Config) (list []weight.Page) {
	names := []string{"index.html"}
	for _, c := range cfg.Categories {
		names = append(names, c.Key+"/index.html")
	}
	for _, name := range names {
		if p, err := weight.Of(os.DirFS(out), name); err == nil {
			list = append(list, p)
		}
	}
	return list
}

// vetoes lists the vetoes that a site fails.
func vetoes(r *audit.Report) (list []Veto) {
	for i := range r.Results {
		if res := &r.Results[i]; res.Verdict == audit.Failed && res.Kind == audit.Veto {
			list = append(list, Veto{res.Code, res.Text, len(res.Failing)})
		}
	}
	return list
}

// due lists what falls due next, the same thing on the same day once.
func due(r *audit.Report) (list []Due) {
	for _, d := range r.Due {
		what := d.Says
		if d.Indicator != nil {
			text := d.Indicator.Code + " " + d.Indicator.Text
			what = diag.Text{ZH: text, EN: text}
		}
		next := Due{d.Day, d.Day.DayString(), d.In(r.Today), what}
		if next.Left >= 0 && len(list) < maxDue && !slices.Contains(list, next) {
			list = append(list, next)
		}
	}
	return list
}

// kinds counts what the scan finds that nobody has accepted, by rule.
func kinds(opt site.Options) ([]Finding, error) {
	marks, _, _, err := site.Scan(opt)
	var broken *site.Broken
	if errors.As(err, &broken) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for _, m := range marks {
		if m.Waiver == nil {
			counts[m.Found.Code]++
		}
	}
	rules := slices.Concat(privacy.Rules(), site.Rules())
	var list []Finding
	for _, code := range slices.Sorted(maps.Keys(counts)) {
		f := Finding{Code: code, Title: diag.Text{ZH: code, EN: code}, Count: counts[code]}
		if i := slices.IndexFunc(rules, func(r *diag.Rule) bool { return r.Code == code }); i >= 0 {
			f.Title = rules[i].Title
		}
		list = append(list, f)
	}
	return list, nil
}

// Sort orders the offices as they want looking at: those without a verdict, those with
// vetoes, those with lower scores first; else as they are.
func Sort(lines []*Line) {
	slices.SortStableFunc(lines, func(a, b *Line) int {
		return cmp.Or(-compareBool(a.Unread, b.Unread), cmp.Compare(len(b.Vetoes), len(a.Vetoes)), cmp.Compare(a.Score, b.Score))
	})
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
