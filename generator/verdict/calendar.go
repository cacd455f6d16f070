package verdict

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"gongkai/generator/audit"
	"gongkai/generator/page"
)

// Calendar is what falls due in a number of days, for the calendar of the office (RFC
// 5545): an event of a whole day for each.
//
// An event has the same UID as long as it is about the same thing: where its day moves,
// because something was published, the next file moves it, and makes no second one.
func Calendar(r *audit.Report, language string, days int) []byte {
	c := calendarWriter{lang: words(language)}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//gongkai//audit//ZH")
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", "PUBLISH")
	for _, d := range r.Within(days) {
		c.event(r, &d)
	}
	c.line("END", "VCALENDAR")
	return []byte(c.String())
}

type calendarWriter struct {
	strings.Builder
	lang words
}

func (c *calendarWriter) event(r *audit.Report, d *audit.Due) {
	basis, code := "", d.Event
	if d.Indicator != nil {
		code = d.Indicator.Code
		basis = "\n" + code + " " + d.Indicator.Text + "\n" + c.lang.basis(d.Indicator)
	}
	if d.Event == "waiver" {
		code += d.Title + basic(d.Day) // a file may have several
	}
	sum := sha256.Sum256([]byte(d.Subject + "\x00" + code))
	c.line("BEGIN", "VEVENT")
	c.line("UID", hex.EncodeToString(sum[:16])+"@gongkai")
	c.line("DTSTAMP", basic(r.Today)+"T000000Z")
	c.line("DTSTART;VALUE=DATE", basic(d.Day))
	c.line("DTEND;VALUE=DATE", basic(page.Date{Day: d.Day.Day + 1}))
	c.line("SUMMARY", escape(c.lang.in(d.Kind)+c.lang.say("：", ": ")+d.Title))
	c.line("DESCRIPTION", escape(c.lang.in(d.Says)+"\n"+d.Subject+basis))
	c.line("TRANSP", "TRANSPARENT")
	c.line("END", "VEVENT")
}

// basic writes a day without hyphens.
func basic(d page.Date) string { return strings.ReplaceAll(d.DayString(), "-", "") }

// escape writes text as a value (3.3.11).
func escape(text string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(text)
}

// maxLine is how many octets a line may have, its end not counted (3.1).
const maxLine = 75

// line writes a content line, folded between characters.
func (c *calendarWriter) line(name, value string) {
	room := maxLine
	for rest := name + ":" + value; ; {
		if len(rest) <= room {
			c.WriteString(rest + "\r\n")
			return
		}
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		c.WriteString(rest[:cut] + "\r\n ")
		rest, room = rest[cut:], maxLine-1
	}
}
