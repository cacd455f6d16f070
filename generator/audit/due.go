package audit

import (
	"cmp"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// Due is something that must be done by a day.
type Due struct {
	Day     page.Date // the last on which all is well, or that of the event
	Subject string
	Title   string
	Says    diag.Text
	// Indicator is what fails on the day after; nil for what happens by itself, which
	// Event names.
	Indicator *Indicator
	Event     string
	// Kind says in a word or two what the day is: a time limit, or what happens on it.
	Kind diag.Text
}

// In returns how many days are left.
func (d *Due) In(today page.Date) int { return int(d.Day.Day - today.Day) }

// Next returns what falls due first of a site, by the national profile: at most n. It
// looks at those indicators only that time decides, so that a build can afford it.
func Next(in Input, n int) []Due {
	p := National()
	p.Indicators = slices.DeleteFunc(p.Indicators, func(ind Indicator) bool {
		m, _ := measureNamed(ind.Measure)
		return !m.ages
	})
	list := Run(p, in).Due
	return list[:min(n, len(list))]
}

// Within returns what falls due in a number of days.
func (r *Report) Within(days int) []Due {
	end := slices.IndexFunc(r.Due, func(d Due) bool { return d.In(r.Today) > days })
	if end < 0 {
		return r.Due
	}
	return r.Due[:end]
}

// dues lists what falls due, by day. A column that several indicators look at is there
// once for each day, by the one that weighs most.
func dues(results []Result, in Input) (list []Due) {
	for i := range results {
		r := &results[i]
		if r.Verdict == Failed && r.Kind == Veto {
			continue // it has failed already
		}
		for at, item := range r.pending {
			// Of an indicator that fails with several items, the first that matters is the one with
			// which it does.
			if len(r.Failing)+at+1 >= r.Items {
				list = append(list, Due{Day: item.Last, Subject: item.Subject, Title: item.Title, Says: item.Says, Indicator: r.Indicator, Kind: diag.Text{ZH: "最后期限", EN: "last day"}})
			}
		}
	}
	for _, change := range in.Catalog.Upcoming() {
		m := in.Catalog.Meta(change.ID)
		words := change.Event.Words()
		list = append(list, Due{Day: change.Day, Subject: "content/" + m.Path, Title: m.Title, Event: change.Event.String(), Kind: change.Event.Heading(), Says: diag.Text{
			ZH: "到这一天自动" + words.ZH + "，要重新生成网站", EN: "by itself it " + words.EN + " on this day: build the site again",
		}})
	}
	list = append(list, endingWaivers(in)...)
	slices.SortStableFunc(list, func(a, b Due) int {
		return cmp.Or(cmp.Compare(a.Day.Day, b.Day.Day), cmp.Compare(a.Subject, b.Subject), cmp.Compare(rank(a), rank(b)))
	})
	return slices.CompactFunc(list, func(a, b Due) bool {
		return a.Day == b.Day && a.Subject == b.Subject && (a.Event != waived && b.Event != waived || a == b)
	})
}

// waived is the event of a waiver that ends. A file may have several on one day, and
// something else beside them.
const waived = "waiver"

// endingWaivers lists what was accepted in the scan, on the last day on which it is: a build
// then finds it again, and stops where that is an error.
func endingWaivers(in Input) (list []Due) {
	for _, w := range in.Waivers {
		until, err := page.ParseDate(w.Until)
		if err == nil && until.Day >= in.Today.Day {
			list = append(list, Due{Day: until, Subject: w.File, Title: w.Reason, Event: waived, Kind: diag.Text{ZH: "放行到期", EN: "waiver ends"}, Says: diag.Text{
				ZH: "放行（" + w.Rule + "）到这一天为止，过后又是检查结果", EN: "the waiver of " + w.Rule + " ends with this day, and it is found again",
			}})
		}
	}
	return list
}

// rank orders what is due on one day about one thing.
func rank(d Due) int {
	if d.Indicator == nil {
		return len(kinds)
	}
	return slices.Index(kinds[:], d.Indicator.Kind)
}
