// Package annual is 汇总年报: the annual reports of many offices of one year, summed.
//
//	o, err := annual.Read(data)                     // report.json of an office
//	y := annual.Sum(2026, "示例县人民政府", list)
//	book, err := y.Report.XLSX()
//
// What is summed are the cells of the statutory tables, as each office has published them
// in its report.json: exact decimals, cell by cell. The sum is a report of the same form,
// so its tables, its CSV and its workbook are made by what makes those of an office
// (package report), and it is held to the same relations: R1 to R4, those that tie the
// table of applications and that of reviews and lawsuits together, are looked at for every
// office and for the sum. An office that has another form than most cannot be added to
// them, one that has no report is missing, and one whose figures are not all known is
// named with them: a sum without saying whose would be taken for one of all.
//
// annual knows nothing of sites or pages.
package annual

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// Office is an office and its report of a year.
type Office struct {
	Key, Name string
	Figures   *Figures // nil: it has none
}

// Figures are the cells of the statutory tables of one report.
type Figures struct {
	Form  string
	Cells map[string]string // by name: requests.new.total; "" where it is not known
}

// Year is the sum of a year.
type Year struct {
	Year   int
	Report *report.Report // the sum; nil where no report could be summed
	// Summed, Missing and Other are the names of the offices that were summed, of those
	// without a report, and of those with another form; Partial are those of Summed of
	// which some figure is not known.
	Summed, Missing, Other, Partial []string
	// Broken are the relations that an office, or the sum, does not keep.
	Broken []Broken
}

// Broken is a relation that does not hold.
type Broken struct {
	Office string // its name, or that of the county for the sum
	Code   string
	Says   diag.Text
}

// errReport is what is wrong with a report.json that is none.
var errReport = errors.New("not the data of an annual report")

// Read reads report.json as a site publishes it. It is nil where the report is of a time
// before there were statutory tables.
func Read(data []byte) (*Figures, error) {
	var in struct {
		Form   string
		Tables []struct {
			Name    string
			Figures []struct {
				Name  string
				Value *json.Number
			}
		}
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("%w: %w", errReport, err)
	}
	if in.Form == "" {
		return nil, fmt.Errorf("%w: it has no form", errReport)
	}
	f := &Figures{Form: in.Form, Cells: map[string]string{}}
	for _, t := range in.Tables {
		if !slices.Contains(tables(), t.Name) {
			continue // the office's own figures
		}
		for _, c := range t.Figures {
			f.Cells[c.Name] = ""
			if c.Value == nil {
				continue
			}
			if _, err := parse(c.Value.String()); err != nil {
				return nil, err
			}
			f.Cells[c.Name] = c.Value.String()
		}
	}
	if len(f.Cells) == 0 {
		return nil, nil
	}
	return f, nil
}

// tables are the names of the statutory tables in report.json.
func tables() []string { return []string{"proactive", "requests", "litigation"} }

// Sum sums the reports of a year.
func Sum(year int, county string, offices []Office) *Year {
	y := &Year{Year: year}
	form := commonForm(offices)
	sums := map[string]report.Number{}
	for _, o := range offices {
		switch {
		case o.Figures == nil:
			y.Missing = append(y.Missing, o.Name)
			continue
		case o.Figures.Form != form:
			y.Other = append(y.Other, o.Name)
			continue
		}
		y.Summed = append(y.Summed, o.Name)
		if o.Figures.add(sums) {
			y.Partial = append(y.Partial, o.Name)
		}
		y.check(o.Name, form, o.Figures.Cells)
	}
	if len(y.Summed) == 0 {
		return y
	}
	cells := map[string]string{}
	for name, n := range sums {
		cells[name] = n.String()
	}
	y.Report = y.check(county, form, cells)
	return y
}

// commonForm is the form that most reports have, of two as common the newer.
func commonForm(offices []Office) string {
	forms := map[string]int{}
	for _, o := range offices {
		if o.Figures != nil {
			forms[o.Figures.Form]++
		}
	}
	list := slices.Collect(maps.Keys(forms))
	if len(list) == 0 {
		return ""
	}
	return slices.MaxFunc(list, func(a, b string) int { return cmp.Or(forms[a]-forms[b], strings.Compare(a, b)) })
}

// add adds the cells to sums, and says whether one of them is not known.
func (f *Figures) add(sums map[string]report.Number) (partial bool) {
	for name, text := range f.Cells {
		n, err := parse(text) // which Read has tried; not known counts as nothing
		partial = partial || err != nil
		sums[name] += n
	}
	return partial
}

// check makes a report of cells, and notes which of the relations R1 to R4 it does not
// keep.
func (y *Year) check(name, form string, cells map[string]string) *report.Report {
	figures, err := report.Fill(y.Year, form, cells, nil, false)
	if err != nil {
		return nil // there was nothing that could not be read
	}
	r, found := report.Parse(report.Input{
		Year: y.Year, Form: form, Title: strconv.Itoa(y.Year) + "年" + name + "政府信息公开工作年度报告汇总", Office: name, Path: "汇总", Figures: figures,
	})
	for _, d := range found {
		if slices.Contains(relations(), d.Code) {
			y.Broken = append(y.Broken, Broken{name, d.Code, d.Message})
		}
	}
	return r
}

// relations are the codes of R1 to R4.
func relations() []string { return []string{"RP101", "RP102", "RP103", "RP104"} }

// parse reads a number as reports have it: at most four places.
func parse(text string) (report.Number, error) {
	sign, digits := int64(1), text
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		sign, digits = -1, rest
	}
	whole, part, _ := strings.Cut(digits, ".")
	if whole == "" || len(part) > places || len(whole) > maxDigits {
		return 0, fmt.Errorf("%w: %q is no figure", errReport, text)
	}
	n, err := strconv.ParseUint(whole+part+strings.Repeat("0", places-len(part)), 10, 62)
	if err != nil {
		return 0, fmt.Errorf("%w: %q is no figure", errReport, text)
	}
	return report.Number(sign * int64(n)), nil
}

// maxDigits is how many digits a figure may have before the point: the sums of ten thousand
// of them do not overflow.
const maxDigits = 10

// places are those that a [report.Number] counts in.
const places = 4
