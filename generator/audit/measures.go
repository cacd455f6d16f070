package audit

import (
	"fmt"
	"slices"

	"gongkai/generator/config"
	"gongkai/generator/diag"
)

// measure is a way to look at a site.
type measure struct {
	name string
	// wants are the keys of an indicator that it reads: age, period, workdays, missing,
	// kilobytes, codes, words.
	wants []string
	// own says that it judges what an office says of itself, which a sample site has not.
	own bool
	// ages says that its items fail when their days have come.
	ages bool
	// blind says why it cannot look this time; nil, or nothing: it can.
	blind func(*auditor) diag.Text
	run   func(*auditor, *Indicator) []Item // nil: somebody must look
}

// measures lists all there are.
func measures() []measure {
	return []measure{
		{name: "manual"},
		{name: "findings", wants: []string{"codes"}, run: (*auditor).findings},
		{name: "outside", wants: []string{"codes"}, blind: notAsked, run: (*auditor).findings},
		// Columns: columns.go.
		{name: "home-age", wants: []string{"period"}, ages: true, run: (*auditor).homeAge},
		{name: "column-age", wants: []string{"age"}, ages: true, run: (*auditor).columnAge},
		{name: "column-empty", run: (*auditor).columnEmpty},
		{name: "guide-age", wants: []string{"period"}, ages: true, run: (*auditor).guideAge},
		{name: "report-due", ages: true, run: (*auditor).reportDue},
		// Documents: documents.go.
		{name: "uninterpreted", wants: []string{"period"}, ages: true, run: (*auditor).uninterpreted},
		{name: "unlinked", wants: []string{"words"}, run: (*auditor).unlinked},
		{name: "interpreted-late", wants: []string{"workdays", "period"}, run: (*auditor).interpretedLate},
		{name: "published-late", wants: []string{"workdays", "period"}, run: (*auditor).publishedLate},
		{name: "backdated", wants: []string{"period"}, run: (*auditor).backdated},
		{name: "replaced", run: (*auditor).replaced},
		{name: "notice-over", wants: []string{"words", "period"}, ages: true, run: (*auditor).noticeOver},
		{name: "unexplained", wants: []string{"words"}, run: (*auditor).unexplained},
		{name: "unanswered", wants: []string{"words", "period"}, ages: true, run: (*auditor).unanswered},
		{name: "stale", wants: []string{"period"}, run: (*auditor).stale},
		// Services and applications: services.go.
		{name: "service-none", own: true, run: serviceNone},
		{name: "service-lacking", wants: []string{"missing"}, run: serviceLacking},
		{name: "answer-due", wants: []string{"workdays"}, ages: true, run: answerDue},
		// Pages: pages.go.
		{name: "page-weight", wants: []string{"kilobytes"}, blind: noPages, run: pageWeight},
		// Settings: settings.go.
		{name: "channel", own: true, run: channel},
		{name: "guide-fields", own: true, run: guideFields},
		{name: "meta-site", own: true, run: metaSite},
		{name: "meta-columns", run: metaColumns},
		{name: "footer", own: true, run: footer},
	}
}

// columnKinds are the kinds of columns whose age can be judged.
var columnKinds = [...]string{config.KindNews, config.KindNotices, config.KindReference, statutory}

// statutory stands for the columns of 法定主动公开内容, of whatever kind.
const statutory = "statutory"

func measureNamed(name string) (measure, bool) {
	list := measures()
	i := slices.IndexFunc(list, func(m measure) bool { return m.name == name })
	if i < 0 {
		return measure{}, false
	}
	return list[i], true
}

func measureNames() (names []string) {
	for _, m := range measures() {
		names = append(names, m.name)
	}
	return names
}

// findings are what a build has found, as far as it has one of some codes.
func (a *auditor) findings(ind *Indicator) (items []Item) {
	for _, d := range a.Found {
		if slices.Contains(ind.Codes, d.Code) {
			items = append(items, Item{Subject: placeOf(d.Pos), Title: d.Code, Fails: true, Says: d.Message})
		}
	}
	return items
}

// placeOf names a place as findings do: file and line.
func placeOf(pos diag.Pos) string {
	if pos.Line == 0 {
		return pos.File
	}
	return fmt.Sprintf("%s:%d", pos.File, pos.Line)
}
