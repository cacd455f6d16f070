package page

import (
	"regexp"
	"strings"
	"time"

	"gongkai/generator/diag"

	"golang.org/x/text/width"
)

// withdrawal reads the mapping of the key withdrawn.
func (d *decoder) withdrawal(k *key, n node) (w Withdrawal, ok bool) {
	if n.form != mapping {
		meant := k.example
		if n.form.scalar() {
			meant = withdrawalOf(n.text)
		}
		d.failAt(ruleType, n, k.name, aMapping, n.kind(), k.name+": "+meant)
		return w, false
	}
	ok = record(d, k.name, n, withdrawalMembers, &w)
	w.KeepTitle = w.KeepTitle && ok // a flag that cannot be read shows nothing
	return w, ok
}

// withdrawalOf returns the mapping that a text in its place was meant as: a day, a reason,
// or one behind the other. What it does not say has the words of an example.
func withdrawalOf(text string) string {
	date, reason := "2017-06-01", strings.TrimSpace(text)
	day, rest, _ := strings.Cut(reason, " ")
	for _, mark := range []string{"，", ",", "：", "；", "、"} {
		if before, after, found := strings.Cut(reason, mark); found && len(before) < len(day) {
			day, rest = before, after
		}
	}
	if d, ok := readDate(day); ok && d.hasDay() {
		date, reason = d.String(), strings.TrimSpace(rest)
	}
	switch strings.ToLower(reason) {
	case "", "true", "yes", "是":
		reason = "公示期满"
	}
	return "{date: " + date + ", reason: " + yamlText(reason, true) + "}"
}

// checkWithdrawal demands that a document is published before it is withdrawn, and
// that what every site has is not withdrawn at all.
func checkWithdrawal(c *checker, m *Meta) {
	c.inOrder(m, "date", m.Date, "publish_until", m.PublishUntil)
	if w := m.Withdrawn.Date; !w.IsZero() && w.Day < m.Date.Day {
		p, _ := find(c.entries, "withdrawn")
		day, _ := find(p.value.pairs, "date")
		c.failAt(ruleOrder, day.value, "withdrawn", meaningOf("withdrawn"), w.DayString(), "date", meaningOf("date"), m.Date.DayString())
	}
	for _, name := range [...]string{"publish_until", "withdrawn"} {
		if p, ok := find(c.entries, name); ok && m.IsIntro() {
			c.fail(ruleIntroWithdrawn, p.key.start, p.key.end, name)
		}
	}
}

// failPeriod reports a 公示期 in the place of its last day, and says whether the text
// is one.
func (d *decoder) failPeriod(name string, n node) bool {
	period, ok := parsePeriod(n.text)
	if !ok {
		return false
	}
	from := Date{}
	if p, ok := find(d.entries, "date"); ok {
		from, _ = ParseDate(p.value.text)
	}
	if from.IsZero() {
		d.failAt(rulePeriod, n, name, n.text, diag.Text{ZH: "先写 date（发布日期），再写 " + name + ": 2017-06-15", EN: "write date first, then " + name + ": 2017-06-15"})
		return true
	}
	last := period.after(from).DayString()
	d.mend(rulePeriod, n, last, name, n.text, diag.Text{ZH: "改为 " + name + ": " + last, EN: "write " + name + ": " + last})
	return true
}

// Until returns the last day that a text names: a date, or a period that is counted
// from another day, +3m (three months), +3y or +10d.
func Until(text string, from Date) (Date, bool) {
	if day, err := ParseDate(text); err == nil {
		return Date{Day: day.Day}, true
	}
	p, ok := parsePeriod(text)
	if !ok || from.IsZero() {
		return Date{}, false
	}
	return p.after(from), true
}

// period is how long something is shown.
type period struct{ years, months, days int }

// periodForm matches +3m, and what people write for it: 3个月, ＋3年, +10 天.
var periodForm = regexp.MustCompile(`^\+? ?([0-9]{1,4}) ?(y|年|m|月|个月|d|天|日)$`)

func parsePeriod(text string) (p period, ok bool) {
	text = strings.ToLower(width.Narrow.String(arabic(strings.TrimSpace(text))))
	m := periodForm.FindStringSubmatch(text)
	if m == nil || number(m[1]) == 0 {
		return p, false
	}
	switch n := number(m[1]); m[2] {
	case "y", "年":
		p.years = n
	case "m", "月", "个月":
		p.months = n
	default:
		p.days = n
	}
	return p, p.years+p.months/12 <= lastYear-firstYear
}

// after returns the last day of a period that begins on a day, which is not counted:
// that of the same number in the month in which it ends, or the last one of that month
// where there is none (《民法典》第二百零一条、第二百零二条).
func (p period) after(from Date) Date {
	year, month, day := from.civil()
	month += p.months + 12*p.years
	last := NewDate(year, time.Month(month+1), 0)
	_, _, longest := last.civil()
	first := NewDate(year, time.Month(month), 1)
	return Date{Day: first.Day + int32(min(day, longest)-1+p.days)}
}

// withdrawalText writes a withdrawal as front matter does, "" where there is none.
func withdrawalText(w *Withdrawal) string {
	if *w == (Withdrawal{}) {
		return ""
	}
	text := "{date: " + w.Date.DayString() + ", reason: " + yamlText(w.Reason, true)
	if w.KeepTitle {
		text += ", keep_title: true"
	}
	return text + "}"
}
