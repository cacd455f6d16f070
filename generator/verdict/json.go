package verdict

import (
	"bytes"
	"encoding/json"

	"gongkai/generator/audit"
)

// The lines of JSON. Each says in kind what it is: summary, veto, deduction, bonus, due
// or missing.
type (
	summaryLine struct {
		Kind     string   `json:"kind"`
		Date     string   `json:"date"`
		Profile  string   `json:"profile"`
		Fails    bool     `json:"fails"`
		Vetoes   int      `json:"vetoes"`
		Score    *float64 `json:"score"` // null: no indicator has points
		Unpriced int      `json:"deductions_without_points"`
	}
	resultLine struct {
		Kind       string     `json:"kind"`
		Code       string     `json:"code"`
		Text       string     `json:"text"`
		Verdict    string     `json:"verdict"`
		Points     *float64   `json:"points"` // that it costs or brings; null: 未核实
		Basis      string     `json:"basis"`
		Number     string     `json:"number"`
		Confidence string     `json:"confidence"`
		Confirmed  bool       `json:"confirmed"`
		Why        string     `json:"why,omitempty"`
		Items      []itemLine `json:"items"`
	}
	itemLine struct {
		Subject  string `json:"subject"`
		Title    string `json:"title"`
		Message  string `json:"message"`
		Due      string `json:"due,omitempty"`
		DaysLeft *int   `json:"days_left,omitempty"`
	}
	dueLine struct {
		Kind  string `json:"kind"`
		Code  string `json:"code,omitempty"`
		Event string `json:"event,omitempty"` // what happens by itself on the day
		itemLine
	}
	missingLine struct {
		Kind string `json:"kind"`
		Year int    `json:"year"`
	}
)

// JSON is a report as JSON lines: first the summary, then every indicator, what falls due
// in the next [Ahead] days, and the years that the calendar lacks.
func JSON(r *audit.Report, language string) ([]byte, error) {
	lang := words(language)
	lines := []any{lang.summaryLine(r)}
	for i := range r.Results {
		lines = append(lines, lang.resultLine(r, &r.Results[i]))
	}
	for _, d := range r.Within(Ahead) {
		left := d.In(r.Today)
		line := dueLine{Kind: "due", Event: d.Event, itemLine: itemLine{d.Subject, d.Title, lang.in(d.Says), d.Day.DayString(), &left}}
		if d.Indicator != nil {
			line.Code = d.Indicator.Code
		}
		lines = append(lines, line)
	}
	for _, year := range r.Missing {
		lines = append(lines, missingLine{"missing", year})
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, line := range lines {
		if err := enc.Encode(line); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

func (lang words) summaryLine(r *audit.Report) summaryLine {
	line := summaryLine{Kind: "summary", Date: r.Today.DayString(), Profile: r.Profile.Name, Fails: r.Fails(), Vetoes: r.Vetoes, Unpriced: r.Unpriced}
	if priced(r) {
		line.Score = &r.Score
	}
	return line
}

func (lang words) resultLine(r *audit.Report, result *audit.Result) resultLine {
	line := resultLine{
		Kind: string(result.Kind), Code: result.Code, Text: result.Text, Verdict: result.Verdict.String(), Basis: result.Basis, Number: result.Number,
		Confidence: result.Confidence, Confirmed: result.Confirmed(), Why: lang.in(result.Why), Items: []itemLine{},
	}
	if result.Points != nil {
		line.Points = &result.Deducted
	}
	for _, item := range result.Failing {
		l := itemLine{Subject: item.Subject, Title: item.Title, Message: lang.in(item.Says)}
		if !item.Last.IsZero() {
			left := int(item.Last.Day - r.Today.Day)
			l.Due, l.DaysLeft = item.Last.DayString(), &left
		}
		line.Items = append(line.Items, l)
	}
	return line
}
