// Package audit judges a site as an inspector would, as of a day: which indicators it
// fails, and what falls due next if nothing is done.
//
//	profile, found := audit.ParseProfile("county.toml", data)
//	report := audit.Run(profile, audit.Input{Config: cfg, Catalog: c, Calendar: days, Today: today, Found: found})
//
// # Profiles
//
// An indicator is data: a line of a [Profile] says what it is called, whether it is a
// veto, a deduction or a bonus, what is measured and where the threshold lies, how many
// points it costs, and on what document that rests, with how much confidence. A figure
// that nobody could confirm is left out, and the report says 未核实 in its place. The
// profiles that come with the program lie in profiles/; an office writes one of its own,
// most often on the base of the national one.
//
// What can be measured is fixed (see measures.go): a measure looks at the catalog, the
// configuration and the findings of a build, and returns [Item]s: each is a column, a
// document or a setting that fails, or the last day on which it is still well. The
// measure "manual" returns none: it stands for what no program can see.
//
// # Verdicts
//
// An indicator fails where as many items fail as it says (one, if it says nothing). With
// a veto the site fails, whatever else there is. A deduction takes its points for each
// item, at most what the indicator allows; those without points take none, and are
// counted apart.
//
// audit renders nothing and reads no file.
package audit

import (
	"cmp"
	"math"
	"slices"

	"gongkai/generator/calendar"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/records"
	"gongkai/generator/requests"
	"gongkai/generator/waiver"
	"gongkai/generator/weight"
)

// Input is everything that a site is judged by.
type Input struct {
	Config   *config.Config
	Catalog  *catalog.Catalog
	Calendar *calendar.Calendar
	Today    page.Date
	// Found is what is wrong with the site: what `gongkai check` finds.
	Found []diag.Diagnostic
	// Published is what was ever public, and since when; nil where nobody records it.
	Published *records.Published
	// Applications are those that are to be answered, and Misread are what is wrong with
	// the ledgers in which they stand.
	Applications []requests.Application
	Misread      []diag.Diagnostic
	// Waivers are what was accepted in the scan, each until a day.
	Waivers []waiver.Waiver
	// Pages are the front pages as they are published; none: nothing is.
	Pages []weight.Page
	// Asked says that Found has what is wrong with links to other sites.
	Asked bool
	// Stale has old news listed.
	Stale bool
}

// Verdict is what comes of an indicator.
type Verdict uint8

// The verdicts.
const (
	Passed Verdict = iota
	Failed
	// Unseen: nothing that a program could measure; somebody must look.
	Unseen
)

// String returns the verdict as it is written for programs.
func (v Verdict) String() string { return [...]string{"passed", "failed", "unseen"}[v] }

// Item is one thing that an indicator looks at.
type Item struct {
	// Subject names the thing: the file of a document, or a column or setting of
	// config.toml.
	Subject string
	Title   string
	Fails   bool
	// Last is the last day on which all is well; zero where days change nothing.
	Last page.Date
	// Says what is wrong, or what must be there by the last day.
	Says diag.Text
}

// Result is one indicator and what was found about it.
type Result struct {
	*Indicator
	Verdict Verdict
	// Failing are the items that fail, those that have failed longest first.
	Failing []Item
	// Deducted are the points that the indicator costs, or with a bonus those that it
	// brings; 0 where the points are not known.
	Deducted float64
	// Why says why nothing could be measured.
	Why diag.Text
	// pending are the items that do not fail yet, in the order in which they will.
	pending []Item
}

// Report is the verdict on a site.
type Report struct {
	Profile *Profile
	Today   page.Date
	Results []Result
	// Vetoes is how many vetoes there are; with one, the site fails.
	Vetoes int
	// Score is what is left of 100 points, by the points that are known.
	Score float64
	// Unpriced is how many deductions have failed whose points are not known.
	Unpriced int
	// Due is what falls due, by day: see [Report.Within].
	Due []Due
	// Missing are the years without which time limits could not be counted.
	Missing []int
}

// full is the score of a site with nothing wrong.
const full = 100

// Run judges a site.
func Run(p *Profile, in Input) *Report {
	r := &Report{Profile: p, Today: in.Today, Score: full}
	a := auditor{Input: in, missing: map[int]bool{}}
	for i := range p.Indicators {
		result := a.judge(&p.Indicators[i])
		r.add(&result)
		r.Results = append(r.Results, result)
	}
	if r.Score = r.bonus(r.Score); r.Score < 0 {
		r.Score = 0
	}
	r.Due = dues(r.Results, in)
	for year := range a.missing {
		r.Missing = append(r.Missing, year)
	}
	slices.Sort(r.Missing)
	return r
}

// auditor looks at a site for one indicator after the other.
type auditor struct {
	Input
	missing map[int]bool // years that the calendar does not know
}

// judge measures one indicator.
func (a *auditor) judge(ind *Indicator) Result {
	r := Result{Indicator: ind}
	m, _ := measureNamed(ind.Measure)
	switch {
	case m.run == nil:
		r.Verdict, r.Why = Unseen, diag.Text{ZH: "程序看不到，要由人检查", EN: "no program can see this: somebody must look"}
		return r
	case m.own && a.Config.Site.Sample != "":
		r.Verdict, r.Why = Unseen, diag.Text{ZH: "示例站点（site.sample），不判", EN: "a sample site (site.sample): not judged"}
		return r
	case m.blind != nil:
		if r.Why = m.blind(a); r.Why != (diag.Text{}) {
			r.Verdict = Unseen
			return r
		}
	}
	for _, item := range m.run(a, ind) {
		if item.Fails = item.Fails || !item.Last.IsZero() && item.Last.Day < a.Today.Day; item.Fails {
			r.Failing = append(r.Failing, item)
		} else if !item.Last.IsZero() {
			r.pending = append(r.pending, item)
		}
	}
	byDay := func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.Last.Day, b.Last.Day), cmp.Compare(a.Subject, b.Subject))
	}
	slices.SortStableFunc(r.Failing, byDay)
	slices.SortStableFunc(r.pending, byDay)
	if len(r.Failing) >= ind.Items {
		r.Verdict = Failed
	}
	return r
}

// add counts what a result costs.
func (r *Report) add(result *Result) {
	switch {
	case result.Kind == Veto && result.Verdict == Failed:
		r.Vetoes++
	case result.Kind == Deduction && result.Verdict == Failed && result.Points == nil:
		r.Unpriced++
	case result.Kind == Deduction && result.Verdict == Failed:
		result.Deducted = result.price(len(result.Failing))
		r.Score = cents(r.Score - result.Deducted)
	case result.Kind == Bonus && result.Verdict == Passed && result.Points != nil:
		result.Deducted = result.price(1)
	}
}

// price is what a number of items costs.
func (ind *Indicator) price(items int) float64 {
	cost := *ind.Points * float64(items)
	if ind.Most != nil {
		cost = min(cost, *ind.Most)
	}
	return cents(cost)
}

// bonus adds the bonuses to a score that is high enough for them.
func (r *Report) bonus(score float64) float64 {
	if score <= r.Profile.BonusAbove || r.Vetoes > 0 {
		return score
	}
	for _, result := range r.Results {
		if result.Kind == Bonus {
			score += result.Deducted
		}
	}
	return cents(score)
}

// cents rounds to hundredths of a point, so that sums of tenths are what they are on
// paper.
func cents(x float64) float64 { return math.Round(x*100) / 100 }

// Fails reports whether the site would not pass.
func (r *Report) Fails() bool { return r.Vetoes > 0 || r.Score < r.Profile.Pass }
