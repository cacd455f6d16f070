package audit

import (
	"errors"
	"iter"
	"slices"
	"strings"

	"gongkai/generator/calendar"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/terminal"
)

// documents lists what is public, oldest first.
func (a *auditor) documents() iter.Seq2[catalog.ID, *page.Meta] {
	return func(yield func(catalog.ID, *page.Meta) bool) {
		for _, id := range a.Catalog.Docs {
			if a.Catalog.Published(id) && !yield(id, a.Catalog.Meta(id)) {
				return
			}
		}
	}
}

// of makes the item of a document.
func of(m *page.Meta, says diag.Text) Item {
	return Item{Subject: "content/" + m.Path, Title: m.Title, Says: says}
}

// failing makes the item of a document that fails.
func failing(m *page.Meta, zh, en string, args ...any) Item {
	item := of(m, terminal.Textf(zh, en, args...))
	item.Fails = true
	return item
}

// uninterpreted looks for 行政规范性文件 in force that nothing interprets, as far as they
// were published within a period. One that is not in force yet fails on the day from which
// it is.
func (a *auditor) uninterpreted(ind *Indicator) (items []Item) {
	for id, m := range a.documents() {
		if m.DocNumber == "" || !a.Catalog.SectionOf(id).Category.IsPolicies() {
			continue
		}
		from := a.Today
		if a.Catalog.State(id) == catalog.Pending {
			from = m.Effective
		}
		state, r := a.Catalog.StateOn(id, from), a.Catalog.Relations(id)
		if state != catalog.InForce && state != catalog.Amended || len(r.InterpretedBy)+len(r.Interprets) > 0 || !within(m.Date, ind.Period, from) {
			continue
		}
		item := failing(m, "没有解读：解读的文档里写 interprets: [%s]", "nothing interprets it: a document that does says interprets: [%s]", m.Path)
		if from != a.Today {
			item.Fails, item.Last = false, page.Date{Day: from.Day - 1}
		}
		items = append(items, item)
	}
	return items
}

// unlinked looks for interpretations that do not say of what.
func (a *auditor) unlinked(ind *Indicator) (items []Item) {
	for _, m := range a.documents() {
		if len(m.Interprets) == 0 && m.Form == "" && hasAny(m.Title, ind.Words) {
			items = append(items, failing(m, "解读没有和原文关联：写上 interprets: [原文的路径]", "it does not say what it interprets: write interprets: [path]"))
		}
	}
	return items
}

// hasAny reports whether a text has one of some words.
func hasAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
}

// interpretedLate looks for interpretations that came too long after what they interpret.
func (a *auditor) interpretedLate(ind *Indicator) (items []Item) {
	for id, m := range a.documents() {
		if !within(m.Date, ind.Period, a.Today) {
			continue
		}
		for _, original := range a.Catalog.Relations(id).Interprets {
			o := a.Catalog.Meta(original)
			if days, known := a.between(o.Date, m.Date); known && days > ind.Workdays {
				items = append(items, failing(m, "原文公布以后第 %d 个工作日才发布解读", "it came on working day %d after what it interprets", days))
			}
		}
	}
	return items
}

// publishedLate looks for documents that were published too long after they were made.
func (a *auditor) publishedLate(ind *Indicator) (items []Item) {
	for _, m := range a.documents() {
		if m.Written.IsZero() || m.Form != "" || !within(m.Date, ind.Period, a.Today) {
			continue
		}
		if days, known := a.between(m.Written, m.Date); known && days > ind.Workdays {
			items = append(items, failing(m, "成文以后第 %d 个工作日才公开", "it was published on working day %d after it was made", days))
		}
	}
	return items
}

// between counts working days; known is false where the calendar does not know a year,
// which is noted.
func (a *auditor) between(from, to page.Date) (days int, known bool) {
	days, err := a.Calendar.Between(from, to)
	var missing calendar.Missing
	if errors.As(err, &missing) {
		a.missing[missing.Year] = true
	}
	return days, err == nil
}

// backdated looks for documents that were first public long after their dates. What was
// there when somebody began to record says nothing of that.
func (a *auditor) backdated(ind *Indicator) (items []Item) {
	if a.Published == nil {
		return nil
	}
	begun := a.Published.Begun()
	for _, m := range a.documents() {
		e, listed := a.Published.Lookup(page.URL(m.Path))
		if !listed || e.First == begun {
			continue
		}
		if first, err := page.ParseDate(e.First); err == nil && !within(m.Date, ind.Period, first) {
			items = append(items, failing(m, "发布日期是 %s，%s 才第一次公开：核对发布日期", "it is dated %s and was first public on %s: look at its date", m.Date.DayString(), e.First))
		}
	}
	for _, d := range a.Found {
		if d.Code == pastReview {
			items = append(items, Item{Subject: placeOf(d.Pos), Title: d.Code, Fails: true, Says: d.Message})
		}
	}
	return items
}

// pastReview is the finding that a date has taken a document past the review: a question of
// days, however few.
const pastReview = "RV023"

// replaced looks for documents that others have replaced and that say nothing of it.
func (a *auditor) replaced(*Indicator) (items []Item) {
	for id, m := range a.documents() {
		state := a.Catalog.State(id)
		if len(a.Catalog.Relations(id).ReplacedBy) > 0 && (state == catalog.InForce || state == catalog.Unstated) {
			items = append(items, failing(m, "已经被替代，没有标明失效：写上 validity: 失效 或者 repealed", "it was replaced and does not say so: write validity: 失效, or repealed"))
		}
	}
	return items
}

// noticeOver looks for 公示 without an end that have been public for long.
func (a *auditor) noticeOver(ind *Indicator) (items []Item) {
	for _, m := range a.documents() {
		if m.PublishUntil.IsZero() && m.Form == "" && hasAny(m.Title, ind.Words) {
			item := of(m, diag.Text{ZH: "公示没有写截止日期：写上 publish_until，或者用 gongkai withdraw 撤下", EN: "it does not say until when: write publish_until, or take it down with gongkai withdraw"})
			item.Last = after(m.Date, ind.Period)
			items = append(items, item)
		}
	}
	return items
}

// answers are words in titles of what comes of a consultation.
var answers = []string{"结果", "反馈", "采纳"}

// consultations lists the documents that ask for opinions.
func (a *auditor) consultations(words []string) iter.Seq2[catalog.ID, *page.Meta] {
	return func(yield func(catalog.ID, *page.Meta) bool) {
		for id, m := range a.documents() {
			if hasAny(m.Title, words) && !hasAny(m.Title, answers) && !yield(id, m) {
				return
			}
		}
	}
}

// unexplained looks for drafts put to the public without 起草说明: among the attachments,
// or in a document that interprets them.
func (a *auditor) unexplained(ind *Indicator) (items []Item) {
	for id, m := range a.consultations(ind.Words) {
		explained := slices.ContainsFunc(m.Attachments, func(f page.Attachment) bool { return strings.Contains(f.Title+f.File, "说明") })
		if !explained && !a.interpretedWith(id, []string{"说明"}) {
			items = append(items, failing(m, "征求意见没有起草说明：作为附件，或者另发一篇并写 interprets: [%s]", "the draft has no explanation: attach it, or publish it with interprets: [%s]", m.Path))
		}
	}
	return items
}

// unanswered looks for consultations of which nobody has heard what came of them.
func (a *auditor) unanswered(ind *Indicator) (items []Item) {
	for id, m := range a.consultations(ind.Words) {
		if a.interpretedWith(id, answers) {
			continue
		}
		item := of(m, terminal.Textf("征求意见没有公布结果：发布结果反馈，写 interprets: [%s]", "what came of it is not published: publish it with interprets: [%s]", m.Path))
		item.Last = after(m.Date, ind.Period)
		items = append(items, item)
	}
	return items
}

// interpretedWith reports whether a document with one of some words in its title
// interprets another.
func (a *auditor) interpretedWith(id catalog.ID, words []string) bool {
	return slices.ContainsFunc(a.Catalog.Relations(id).InterpretedBy, func(by catalog.ID) bool {
		return a.Catalog.Published(by) && hasAny(a.Catalog.Meta(by).Title, words)
	})
}

// stale lists old news, where that is asked for.
func (a *auditor) stale(ind *Indicator) (items []Item) {
	if !a.Stale {
		return nil
	}
	for id, m := range a.documents() {
		if a.Catalog.SectionOf(id).Category.Kind == config.KindNews && !within(m.Date, ind.Period, a.Today) {
			items = append(items, failing(m, "%s 的动态信息，可以清理", "news of %s: it may go", m.Date.DayString()))
		}
	}
	return items
}
