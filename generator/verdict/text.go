package verdict

import (
	"fmt"
	"strings"

	"gongkai/generator/audit"
	"gongkai/generator/terminal"
)

// Text is a report for a terminal. Of an indicator it lists so many items at most; 0:
// all.
func Text(r *audit.Report, language string, limit int) string {
	lang := words(language)
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", lang.say("%s，%s", "%s, %s", r.Today.DayString(), r.Profile.Title), lang.conclusion(r))
	for _, kind := range []audit.Kind{audit.Veto, audit.Deduction} {
		list := failed(r, kind)
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n%s\n", lang.in(kind.Words()))
		for _, result := range list {
			lang.result(&b, r, result, limit)
		}
	}
	if due := r.Within(Ahead); len(due) > 0 {
		fmt.Fprintf(&b, "\n%s\n%s", lang.say("今后 %d 天到期", "Due in the next %d days", Ahead), terminal.Table(lang.dueRows(r, due)))
	}
	if list := unseen(r); len(list) > 0 {
		fmt.Fprintf(&b, "\n%s\n", lang.say("没有检查", "Not looked at"))
		for _, result := range list {
			fmt.Fprintf(&b, "  %s %s：%s\n", result.Code, result.Text, lang.in(result.Why))
		}
	}
	for _, year := range r.Missing {
		fmt.Fprintf(&b, "\n%s\n", lang.gap(year))
	}
	return b.String()
}

// result writes one indicator that has failed.
func (lang words) result(b *strings.Builder, r *audit.Report, result *audit.Result, limit int) {
	about := lang.basis(result.Indicator)
	if cost := lang.cost(result); cost != "" {
		about = cost + lang.say("；", "; ") + about
	}
	fmt.Fprintf(b, "  %s %s%s\n", result.Code, result.Text, lang.say("（"+strings.ReplaceAll(about, "%", "%%")+"）", " ("+strings.ReplaceAll(about, "%", "%%")+")"))
	for i, item := range result.Failing {
		if limit > 0 && i == limit {
			fmt.Fprintf(b, "    %s\n", lang.say("…… 还有 %d 项，加 --all 全部列出", "… and %d more; --all lists them", len(result.Failing)-i))
			return
		}
		fmt.Fprintf(b, "    %s  %s：%s%s\n", item.Subject, item.Title, lang.in(item.Says), lang.since(r, item))
	}
}

// since says how long an item has failed.
func (lang words) since(r *audit.Report, item audit.Item) string {
	if item.Last.IsZero() {
		return ""
	}
	return lang.say("，期限 %s，%s", ", due %s, %s", item.Last.DayString(), lang.left(int(item.Last.Day-r.Today.Day)))
}

// dueRows are the rows of what falls due.
func (lang words) dueRows(r *audit.Report, due []audit.Due) (rows [][]string) {
	for _, d := range due {
		kind := lang.in(d.Kind)
		if d.Indicator != nil {
			kind += " " + d.Indicator.Code
		}
		rows = append(rows, []string{"  " + d.Day.DayString(), lang.left(d.In(r.Today)), kind, d.Title, lang.in(d.Says), d.Subject})
	}
	return rows
}
