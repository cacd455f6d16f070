package verdict

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gongkai/generator/audit"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// What follows reads a calendar as RFC 5545 says, and knows nothing of how one is written.
// It refuses whatever the standard does not allow, as far as it concerns what is in ours.

// property is a content line, unfolded (3.1).
type property struct {
	name   string
	params map[string]string
	value  string
}

// component is what stands between BEGIN and END (3.4).
type component struct {
	name       string
	properties []property
	parts      []*component
}

// all returns the values of a property.
func (c *component) all(name string) (list []property) {
	for _, p := range c.properties {
		if p.name == name {
			list = append(list, p)
		}
	}
	return list
}

// contentLine matches a content line: a name, parameters, a value (3.1).
var contentLine = regexp.MustCompile(`^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$`)

// readCalendar reads a stream of calendars.
func readCalendar(data []byte) (*component, error) {
	text := string(data)
	if !utf8.ValidString(text) {
		return nil, fmt.Errorf("not UTF-8")
	}
	if rest := strings.ReplaceAll(text, "\r\n", ""); strings.ContainsAny(rest, "\r\n") || !strings.HasSuffix(text, "\r\n") {
		return nil, fmt.Errorf("a line does not end in CRLF")
	}
	var lines []string
	for i, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		switch {
		case len(line) > 75:
			return nil, fmt.Errorf("line %d has %d octets", i+1, len(line))
		case line == "":
			return nil, fmt.Errorf("line %d is empty", i+1)
		case line[0] == ' ' || line[0] == '\t':
			if len(lines) == 0 || len(line) == 1 {
				return nil, fmt.Errorf("line %d goes on with nothing", i+1)
			}
			lines[len(lines)-1] += line[1:]
		default:
			lines = append(lines, line)
		}
	}
	root := &component{}
	open := []*component{root}
	for _, line := range lines {
		m := contentLine.FindStringSubmatch(line)
		if m == nil || strings.ContainsFunc(m[3], func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
			return nil, fmt.Errorf("no content line: %q", line)
		}
		p := property{name: strings.ToUpper(m[1]), params: map[string]string{}, value: m[3]}
		for _, param := range strings.Split(m[2], ";")[1:] {
			key, value, _ := strings.Cut(param, "=")
			p.params[strings.ToUpper(key)] = strings.Trim(value, `"`)
		}
		top := open[len(open)-1]
		switch p.name {
		case "BEGIN":
			c := &component{name: p.value}
			top.parts = append(top.parts, c)
			open = append(open, c)
		case "END":
			if top.name != p.value || len(open) == 1 {
				return nil, fmt.Errorf("END:%s ends %s", p.value, top.name)
			}
			open = open[:len(open)-1]
		default:
			if top == root {
				return nil, fmt.Errorf("%s stands outside", p.name)
			}
			top.properties = append(top.properties, p)
		}
	}
	if len(open) != 1 || len(root.parts) != 1 || root.parts[0].name != "VCALENDAR" {
		return nil, fmt.Errorf("not one VCALENDAR")
	}
	return root.parts[0], root.parts[0].check()
}

// check demands what a calendar and its events must have (3.6, 3.6.1), and that values are
// of their types.
func (c *component) check() error {
	once := map[string][]string{"VCALENDAR": {"PRODID", "VERSION"}, "VEVENT": {"UID", "DTSTAMP", "DTSTART"}}[c.name]
	if once == nil {
		return fmt.Errorf("a component %s", c.name)
	}
	known := slices.Concat(once, map[string][]string{"VCALENDAR": {"CALSCALE", "METHOD"}, "VEVENT": {"DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"}}[c.name])
	for _, name := range known {
		if n := len(c.all(name)); n > 1 || n == 0 && slices.Contains(once, name) {
			return fmt.Errorf("%s has %s %d times", c.name, name, n)
		}
	}
	for _, p := range c.properties {
		if !slices.Contains(known, p.name) {
			return fmt.Errorf("%s has %s", c.name, p.name)
		}
		if err := p.check(); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	uids := map[string]bool{}
	for _, part := range c.parts {
		if err := part.check(); err != nil {
			return err
		}
		if part.name != "VEVENT" || c.name != "VCALENDAR" {
			return fmt.Errorf("%s in %s", part.name, c.name)
		}
		uid := part.all("UID")[0].value
		if uids[uid] {
			return fmt.Errorf("two events are %s", uid)
		}
		uids[uid] = true
		if end := part.all("DTEND"); len(end) > 0 && end[0].value <= part.all("DTSTART")[0].value {
			return fmt.Errorf("an event ends before it begins")
		}
	}
	if c.name == "VCALENDAR" && len(c.parts) == 0 {
		return fmt.Errorf("no component in the calendar")
	}
	return nil
}

// check demands that a value is of its type (3.3).
func (p property) check() error {
	switch p.name {
	case "VERSION":
		if p.value != "2.0" {
			return fmt.Errorf("is %s", p.value)
		}
	case "DTSTAMP": // in UTC: 3.8.7.2
		if _, err := time.Parse("20060102T150405Z", p.value); err != nil {
			return err
		}
	case "DTSTART", "DTEND":
		if p.params["VALUE"] != "DATE" {
			return fmt.Errorf("has the parameters %v", p.params)
		}
		if _, err := time.Parse("20060102", p.value); err != nil {
			return err
		}
	case "TRANSP":
		if p.value != "OPAQUE" && p.value != "TRANSPARENT" {
			return fmt.Errorf("is %s", p.value)
		}
	case "SUMMARY", "DESCRIPTION":
		_, err := plain(p.value)
		return err
	}
	return nil
}

// plain reads a value of the type TEXT (3.3.11).
func plain(value string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		switch c := value[i]; c {
		case ',', ';':
			return "", fmt.Errorf("%q is not escaped", c)
		case '\\':
			if i++; i == len(value) || !strings.ContainsRune(`\;,nN`, rune(value[i])) {
				return "", fmt.Errorf("an escape of nothing in %q", value)
			}
			b.WriteString(strings.ReplaceAll(strings.ToLower(value[i:i+1]), "n", "\n"))
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), nil
}

// TestCalendarReads reads calendars of hostile titles back: each event says what it was
// made of.
func TestCalendarReads(t *testing.T) {
	titles := []string{"首页", "a,b;c\\d", `\n`, "两\n行", strings.Repeat("很长的栏目名称", 40), strings.Repeat("x", 200), "𠮷\u3000：\"", "第 3 行的申请", "BEGIN:VEVENT", " 前有空格"}
	r := sample(t)
	r.Due = nil
	for i, title := range titles {
		r.Due = append(r.Due, audit.Due{
			Day: page.Date{Day: r.Today.Day + int32(i)}, Subject: fmt.Sprint("content/", i), Title: title, Event: "expires", Says: diag.Text{ZH: title, EN: title},
		})
	}
	for _, lang := range []string{"zh", "en"} {
		calendar, err := readCalendar(Calendar(r, lang, 90))
		if err != nil {
			t.Fatal(err)
		}
		if len(calendar.parts) != len(titles) {
			t.Fatalf("%d events, want %d", len(calendar.parts), len(titles))
		}
		for i, event := range calendar.parts {
			summary, _ := plain(event.all("SUMMARY")[0].value)
			description, _ := plain(event.all("DESCRIPTION")[0].value)
			if !strings.HasSuffix(summary, titles[i]) || !strings.HasPrefix(description, titles[i]+"\n") {
				t.Errorf("%q came back as %q, %q", titles[i], summary, description)
			}
			if got, want := event.all("DTSTART")[0].value, basic(r.Due[i].Day); got != want {
				t.Errorf("%q is on %s, want %s", titles[i], got, want)
			}
		}
	}
}

// TestReadCalendar: the reader refuses what the standard does.
func TestReadCalendar(t *testing.T) {
	good := string(Calendar(sample(t), "zh", 90))
	if _, err := readCalendar([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]string{
		"LF":          strings.ReplaceAll(good, "\r\n", "\n"),
		"no UID":      regexp.MustCompile(`UID:[^\r]*\r\n`).ReplaceAllString(good, ""),
		"one UID":     regexp.MustCompile(`UID:[^\r]*\r\n`).ReplaceAllString(good, "UID:a\r\n"),
		"not folded":  strings.ReplaceAll(good, "\r\n ", ""),
		"a comma":     strings.Replace(good, "SUMMARY:", "SUMMARY:a,", 1),
		"no day":      strings.Replace(good, "VALUE=DATE:2026", "VALUE=DATE:2O26", 1),
		"no end":      strings.Replace(good, "END:VEVENT\r\n", "", 1),
		"half a rune": strings.Replace(good, "最", "\xe6\x9c", 1),
	} {
		if _, err := readCalendar([]byte(bad)); err == nil {
			t.Errorf("%s is taken for a calendar", name)
		}
	}
}
