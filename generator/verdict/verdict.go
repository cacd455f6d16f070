// Package verdict shows what an audit has found: on a terminal ([Text]), to programs
// ([JSON]), as a page for the office ([HTML]) and in its calendar ([Calendar]).
//
//	text := verdict.Text(report, "zh", 10)
//	ics := verdict.Calendar(report, "zh", 90)
//
// All are functions of the report alone: no clock is asked, so the same site on the same
// day gives the same bytes.
//
// verdict judges nothing.
package verdict

import (
	"fmt"
	"strings"

	"gongkai/generator/audit"
	"gongkai/generator/diag"
)

// Ahead is how many days the list of what falls due looks ahead.
const Ahead = 30

// words are the words of a language.
type words string

func (lang words) say(zh, en string, args ...any) string {
	text := diag.Text{ZH: zh, EN: en}.In(string(lang))
	if len(args) > 0 {
		text = fmt.Sprintf(text, args...)
	}
	return text
}

func (lang words) in(t diag.Text) string { return t.In(string(lang)) }

// conclusion is the verdict in one sentence.
func (lang words) conclusion(r *audit.Report) string {
	var parts []string
	switch {
	case r.Vetoes > 0:
		parts = append(parts, lang.say("不合格：单项否决 %d 项", "FAILS: %d vetoes", r.Vetoes))
	case r.Fails():
		parts = append(parts, lang.say("不合格：得分 %g，低于 %g", "FAILS: %g points, less than %g", r.Score, r.Profile.Pass))
	case priced(r):
		parts = append(parts, lang.say("没有单项否决，得分 %g", "no veto, %g points", r.Score))
	default:
		parts = append(parts, lang.say("没有单项否决", "no veto"))
	}
	if r.Unpriced > 0 {
		parts = append(parts, lang.say("%d 项要扣分（分值未核实，没有计入）", "%d deductions (of points not confirmed, not counted)", r.Unpriced))
	}
	return strings.Join(parts, lang.say("；", "; ")) + lang.say("。", ".")
}

// priced reports whether any indicator has points: a score of 100 by no points at all
// would say more than is known.
func priced(r *audit.Report) bool {
	for _, result := range r.Results {
		if result.Points != nil {
			return true
		}
	}
	return false
}

// basis says what an indicator rests on, and how sure that is.
func (lang words) basis(ind *audit.Indicator) string {
	text := ind.Basis
	if ind.Number != "" {
		text += " " + ind.Number
	}
	text += lang.say("，可信程度 ", ", confidence ") + ind.Confidence
	if !ind.Confirmed() {
		text += lang.say("，未核实", ", 未核实 (not confirmed)")
	}
	return text
}

// cost says what a result costs.
func (lang words) cost(r *audit.Result) string {
	switch {
	case r.Kind == audit.Veto:
		return ""
	case r.Points == nil:
		return lang.say("分值未核实", "points 未核实 (not confirmed)")
	case r.Kind == audit.Bonus:
		return lang.say("加 %g 分", "%g points more", r.Deducted)
	}
	return lang.say("扣 %g 分", "%g points", r.Deducted)
}

// left says how many days there are to a day, or since when it is over.
func (lang words) left(days int) string {
	switch {
	case days < 0:
		return lang.say("已过 %d 天", "%d days ago", -days)
	case days == 0:
		return lang.say("今天", "today")
	}
	return lang.say("还有 %d 天", "in %d days", days)
}

// gap says that a year of the calendar is missing.
func (lang words) gap(year int) string {
	return lang.say("%d年的节假日安排没有收录，跨到这一年的工作日期限没有检查；请按国务院办公厅的通知写入 records/holidays.toml（还没有通知的，等公布以后）", "the holidays of %d are not known, and time limits in working days that reach into it were not checked; add them to records/holidays.toml", year)
}

// failed lists the results of a kind that have failed.
func failed(r *audit.Report, kind audit.Kind) (list []*audit.Result) {
	for i := range r.Results {
		if result := &r.Results[i]; result.Kind == kind && result.Verdict == audit.Failed {
			list = append(list, result)
		}
	}
	return list
}

// unseen lists what somebody must look at.
func unseen(r *audit.Report) (list []*audit.Result) {
	for i := range r.Results {
		if result := &r.Results[i]; result.Verdict == audit.Unseen {
			list = append(list, result)
		}
	}
	return list
}
