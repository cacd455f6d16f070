package report

import (
	"bytes"
	"encoding/json"
	"slices"

	"gongkai/generator/export"
)

// record is one number of the report as it is exported: a cell of a table with
// the words that head it, or one of the office's own figures.
type record struct {
	table  string // name of the table; "figures" for the office's own
	title  string // its caption
	figure string
	row    string
	column string
	unit   string
	value  string // "" where it is not known
}

// ownTable stands for the table of figures that are in no form.
const ownTable = "figures"

// ownTitle names that table: it is all there is to a report until 2018.
func (f form) ownTitle() string {
	if f.statutory() {
		return "其他数据"
	}
	return "报告数据"
}

// exporter lists the numbers of a report for other programs.
type exporter struct{ *Report }

// records lists every number once, the tables in the order of the form.
func (r exporter) records() []record {
	var list []record
	if r.form.statutory() {
		list = r.formRecords()
	}
	for _, f := range r.figures.list {
		if !f.Form {
			list = append(list, record{ownTable, r.form.ownTitle(), f.Name, f.Label, "", f.Unit, f.Value.String()})
		}
	}
	return list
}

func (r exporter) formRecords() []record {
	var list []record
	add := func(table, title, figure, row, column, unit string) {
		value := ""
		if f, ok := r.figures.get(figure); ok {
			value = f.Value.String()
		}
		list = append(list, record{table, title, figure, row, column, unit, value})
	}
	for _, s := range r.form.proactive {
		for _, row := range s.rows {
			for _, c := range s.columns {
				unit := "件"
				if cellKind(s, c) == amount {
					unit = "万元"
				}
				add(tableProactive, "主动公开政府信息情况", s.name(row, c), s.title+" "+row.label, c.label, unit)
			}
		}
	}
	for _, row := range r.form.requests {
		for _, c := range applicants() {
			add(tableRequests, "收到和处理政府信息公开申请情况", requestName(row.key, c.key),
				row.group.label+row.label, c.label, "件")
		}
	}
	for _, b := range litigationBlocks() {
		for _, c := range litigationColumns() {
			label := b.label
			if b.key != "review" {
				label = lawsuits + " " + b.label
			}
			add(tableLitigation, "政府信息公开行政复议、行政诉讼情况", litigationName(b.key, c.key), label, c.label, "件")
		}
	}
	return list
}

// isCell reports whether name is a cell of the form, known or not.
func (r *Report) isCell(name string) bool {
	return r.form.statutory() && slices.ContainsFunc(exporter{r}.formRecords(), func(rec record) bool { return rec.figure == name })
}

// CSV returns every number of the report, one a line: table, figure, row,
// column, value, unit. It is UTF-8 with a byte order mark and CRLF line ends,
// which spreadsheets need to show Chinese text.
func (r *Report) CSV() ([]byte, error) {
	b := append(slices.Clone(bom), "年度,表格,数据名称,项目,栏,数值,单位\r\n"...)
	for _, rec := range (exporter{r}).records() {
		for _, text := range [...]string{r.yearText(), rec.title, rec.figure, rec.row, rec.column} {
			b = append(export.AppendCell(b, text), ',')
		}
		b = append(append(b, rec.value...), ',') // as it is: -3 is a number
		b = append(export.AppendCell(b, rec.unit), "\r\n"...)
	}
	return b, nil
}

// jsonReport is the shape of report.json.
type jsonReport struct {
	Year      int         `json:"year"`
	Title     string      `json:"title"`
	Published string      `json:"published"`
	Form      string      `json:"form"`
	Authority string      `json:"authority"`
	Tables    []jsonTable `json:"tables"`
}

type jsonTable struct {
	Name    string       `json:"name"`
	Title   string       `json:"title"`
	Figures []jsonFigure `json:"figures"`
}

type jsonFigure struct {
	Name   string       `json:"name"`
	Row    string       `json:"row"`
	Column string       `json:"column,omitempty"`
	Unit   string       `json:"unit,omitempty"`
	Value  *json.Number `json:"value"` // null where it is not known
}

// JSON returns every number of the report by table, for programs.
func (r *Report) JSON() ([]byte, error) {
	out := jsonReport{
		Year: r.Year, Title: r.Title, Published: r.Published, Form: r.form.id, Authority: r.form.authority,
		Tables: []jsonTable{},
	}
	for _, rec := range (exporter{r}).records() {
		if n := len(out.Tables); n == 0 || out.Tables[n-1].Name != rec.table {
			out.Tables = append(out.Tables, jsonTable{Name: rec.table, Title: rec.title})
		}
		f := jsonFigure{Name: rec.figure, Row: rec.row, Column: rec.column, Unit: rec.unit}
		if rec.value != "" {
			v := json.Number(rec.value)
			f.Value = &v
		}
		t := &out.Tables[len(out.Tables)-1]
		t.Figures = append(t.Figures, f)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
