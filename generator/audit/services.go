package audit

import (
	"fmt"
	"strings"

	"gongkai/generator/calendar"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/terminal"
)

// eachService visits the public guides to services.
func eachService(a *auditor, visit func(m *page.Meta)) {
	for i := range a.Catalog.Sections {
		s := &a.Catalog.Sections[i]
		if !s.Category.IsService() {
			continue
		}
		for _, id := range s.Docs {
			if id != catalog.None && a.Catalog.Published(id) {
				visit(a.Catalog.Meta(id))
			}
		}
	}
}

// serviceNone looks for any service at all: a guide, or the portal that offers them.
func serviceNone(a *auditor, _ *Indicator) []Item {
	any := (setting{value: a.Config.Portal.URL}).given()
	eachService(a, func(*page.Meta) { any = true })
	if any {
		return nil
	}
	return []Item{{Subject: configFile, Title: "办事服务", Fails: true, Says: diag.Text{
		ZH: "没有办事指南：设一个 kind = \"service\" 的栏目；办事服务在上级门户的，填写 portal.url",
		EN: "there is no guide to a service: have a category with kind = \"service\", or give portal.url where the services are there",
	}}}
}

// serviceLacking looks for guides that lack so many elements.
func serviceLacking(a *auditor, ind *Indicator) (items []Item) {
	eachService(a, func(m *page.Meta) {
		lacking := m.Service.Lacking()
		if len(lacking) < ind.Missing {
			return
		}
		var zh, en []string
		for _, e := range lacking {
			zh, en = append(zh, e.Name.ZH), append(en, e.Key)
		}
		items = append(items, failing(m, "缺 %[1]d 类要素：%[2]s", "it lacks %[1]d elements: %[3]s", len(lacking), strings.Join(zh, "、"), strings.Join(en, ", ")))
	})
	return items
}

// answerDue looks at when the open applications for information must be answered. Lines
// of a ledger that cannot be read fail: nobody knows when those are due.
func answerDue(a *auditor, ind *Indicator) (items []Item) {
	for _, d := range a.Misread {
		// What is wrong may quote the line, in which there may be anything.
		says := terminal.Textf("这一行有错误（%s），看不出哪天到期；改法见 gongkai check", "this line has a fault (%s), so nobody knows when it is due; gongkai check tells how to mend it", d.Code)
		items = append(items, Item{Subject: placeOf(d.Pos), Title: "台账的一行", Fails: true, Says: says})
	}
	for _, open := range a.Applications {
		days := ind.Workdays
		says := terminal.Textf("%s 起 %d 个工作日内答复", "to be answered within %[2]d working days of %[1]s", open.From.DayString(), days)
		if open.Extended {
			days *= 2
			says = terminal.Textf("%s 起 %d 个工作日内答复（已延长）", "to be answered within %[2]d working days of %[1]s (extended)", open.From.DayString(), days)
		}
		last, err := a.Calendar.After(open.From, days)
		if missing, is := err.(calendar.Missing); is {
			a.missing[missing.Year] = true
			continue
		}
		items = append(items, Item{Subject: placeOf(diag.Pos{File: open.File, Line: open.Line}), Title: fmt.Sprintf("第 %d 行的申请", open.Line), Last: last, Says: says})
	}
	return items
}
