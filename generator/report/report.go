// Package report is the annual report 政府信息公开工作年度报告: its statutory
// forms, its figures, and the arithmetic that ties them together.
//
// A report is a folder content/reports/YEAR with up to three files:
//
//	index.md          the prose, its front matter naming the form
//	figures.toml      the numbers
//	applications.csv  the ledger of applications, instead of [requests] (see ledger.go)
//
// Where a report has come out of an archive, applications.toml has what was counted of the
// ledger, which is not in it (see ledgercounts.go).
//
// # Figures
//
// Every number has a name. A cell of a statutory table is
// TABLE.ROW.COLUMN (requests.new.total, litigation.review.upheld,
// proactive.art20_1.normative_documents.made); any other table of figures.toml
// holds the office's own figures (training.people). Prose never types a figure:
// it refers to it, {{training.people}}, and [Report.Expand] puts the number in.
// Names beginning with counted. are what the site counts itself ([Counts]).
// Numbers are exact decimals ([Number]), so equations are compared without
// tolerance.
//
// # Checks
//
// [Parse] checks what one report says: the shape of the data, the chapters of
// the form, the prose against the figures, and the relations (勾稽关系) R1 to R4
// and R7 to R19. [Report.Against] checks it against the report of the year
// before (R5, R6) and against what the site counts. A relation is data, two
// lists of cells whose sums must be equal; one function evaluates all of them
// and finds the cell that explains the failures.
//
// # Outputs
//
// [Report.Tables] are the tables as printed, with header cells, spans and ids
// for screen readers; the page, the CSV file and the workbook are made from
// these same values, so they cannot differ. Labels of a form come from form.go
// and nowhere else (R12).
//
// # What this package does not know
//
// It reads no file, writes no HTML and knows no page: bytes in, values out.
package report

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// Input is a report as found on disk.
type Input struct {
	Year      int
	Path      string // for findings: content/reports/2017/index.md
	Form      string // "2007", "2019", "2021"
	Title     string
	Published string // 2018-01-20, or ""
	// Office is the name of the authority, and Level what it is: township, county,
	// city, province, department, or "" where the name has to tell. Not all can
	// make 规章.
	Office, Level string
	// Profile names what the text must say beyond the form: see profile.go.
	Profile  string
	Body     []byte // Markdown after the front matter, LF line ends
	BodyLine int    // line of the file on which Body begins
	Figures  []byte // figures.toml; nil: absent
	Ledger   []byte // applications.csv; nil: absent
	// LedgerCounts is applications.toml, which counts where there is no ledger; nil: absent.
	LedgerCounts []byte
	// The ledgers of the neighbouring years, for applications carried over.
	PreviousLedger, NextLedger []byte
	// Locate tells the place of a front-matter key; nil: findings about the
	// front matter are about the file as a whole.
	Locate func(key string) diag.Pos
}

// Report is one annual report, checked.
type Report struct {
	Year      int
	Form      string
	Title     string
	Published string

	path     string
	form     form
	body     *text
	figures  figureSet     // as given, in the order of the file
	sums     figureSet     // derived from them, for prose
	declared []declaration // [counted]
	charges  []charge
	// incomplete says that data is missing and reported: what follows from it
	// is not reported again.
	incomplete bool
}

// declaration says which count of the site a declared figure should equal.
type declaration struct {
	figure  string
	counted string
	pos     diag.Pos
}

// Parse reads a report and checks everything that it can say by itself. The
// report is never nil; where findings are errors it is as complete as they
// allow.
func Parse(in Input) (*Report, []diag.Diagnostic) {
	r := &Report{
		Year: in.Year, Form: in.Form, Title: in.Title, Published: in.Published,
		path: in.Path, body: newText(in.Path, in.Body, in.BodyLine),
	}
	reader := dataReader{r}
	found := reader.chooseForm(in)
	found = append(found, reader.readData(in)...)
	r.derive()
	relations, values := relationCheck{r}, valueCheck{r}
	found = append(found, relations.checkRelations(r.form.relations())...)
	found = append(found, relations.checkStatistics()...)
	found = append(found, values.checkRegulations(in.Office, in.Level)...)
	found = append(found, values.checkReviewFirst()...)
	found = append(found, values.checkCharges()...)
	found = append(found, values.checkDate(in)...)
	found = append(found, chapterCheck{r}.check()...)
	found = append(found, profileCheck{r}.check(in.Profile)...)
	found = append(found, proseCheck{r}.check()...)
	return r, found
}

// dataReader fills in a report from its files.
type dataReader struct{ *Report }

// chooseForm finds the form and checks R11. A form that does not exist is
// replaced by the one that the year asks for, so that the rest can be checked.
func (r dataReader) chooseForm(in Input) []diag.Diagnostic {
	want := formFor(in.Year)
	f, ok := formOf(in.Form)
	if !ok {
		r.form, _ = formOf(want)
		return []diag.Diagnostic{unknownForm.At(in.locate("form"), in.Form, in.Year, want)}
	}
	r.form = f
	if in.Form != want {
		right, _ := formOf(want)
		return []diag.Diagnostic{relation11.At(in.locate("form"), in.Year, in.Form, want, right.authority)}
	}
	return nil
}

func (in Input) locate(key string) diag.Pos {
	if in.Locate != nil {
		return in.Locate(key)
	}
	return diag.Pos{File: in.Path}
}

// readData reads figures.toml and the ledger.
func (r dataReader) readData(in Input) []diag.Diagnostic {
	counted, found := r.readLedgerCounts(in)
	if in.Figures == nil {
		if r.form.statutory() {
			r.incomplete = true
			found = append(found, figuresMissing.At(in.locate("form"), r.Year))
		}
	} else {
		root, bad := parseTree(r.figuresPath(), in.Figures)
		found = append(found, bad...)
		if root == nil {
			r.incomplete = true
		} else {
			found = append(found, r.readFittingFigures(root, in.Ledger != nil || counted)...)
		}
	}
	if in.Ledger != nil {
		bad := r.readLedger(in)
		r.incomplete = r.incomplete || diag.HasErrors(bad)
		found = append(found, bad...)
	}
	return found
}

// readFittingFigures reads figures.toml by the form of the report. Where that
// is not the form of the year (R11, reported already) and the data are those of
// the right form, they are read by that one: one mistake, one finding.
func (r dataReader) readFittingFigures(root *node, hasLedger bool) []diag.Diagnostic {
	right, _ := formOf(formFor(r.Year))
	if right.id != r.form.id && right.statutory() {
		trial := *r.Report
		trial.form = right
		if found := (dataReader{&trial}).readFigures(root, hasLedger); !diag.HasErrors(found) {
			*r.Report = trial
			return found
		}
	}
	return r.readFigures(root, hasLedger)
}

// File names beside index.md.
const (
	FiguresFile = "figures.toml"
	LedgerFile  = "applications.csv"
)

// DataFiles are the names of the files of data beside index.md, which are read and never
// published.
func DataFiles() []string {
	return []string{FiguresFile, LedgerFile, LedgerCountsFile, SiteReportFile}
}

func (r *Report) figuresPath() string { return path.Join(path.Dir(r.path), FiguresFile) }

// ledgerPath is the path of the ledger of a year.
func (r *Report) ledgerPath(year int) string {
	dir := path.Dir(r.path)
	return path.Join(path.Dir(dir), strconv.Itoa(year), LedgerFile)
}

func (r *Report) yearText() string { return strconv.Itoa(r.Year) }

// Figure returns a figure by its name, derived sums included.
func (r *Report) Figure(name string) (Figure, bool) {
	if f, ok := r.figures.get(name); ok {
		return f, true
	}
	return r.sums.get(name)
}

// names lists what prose may refer to, in order.
func (r *Report) names() []string {
	var list []string
	for _, f := range slices.Concat(r.figures.list, r.sums.list) {
		list = append(list, f.Name)
	}
	slices.Sort(list)
	return list
}

// valueCheck judges values by themselves.
type valueCheck struct{ *Report }

// checkRegulations reports 规章 in the report of an office that cannot make any:
// below the governments of cities divided into districts, nobody can (《立法法》).
// Of a department it is not known whose it is; those of the State Council can.
func (r valueCheck) checkRegulations(office, level string) []diag.Diagnostic {
	rule := townshipRegulations
	switch {
	case !r.form.statutory(), level == "city", level == "province", level == "" && !isTownship(office):
		return nil
	case level == "department":
		rule = departmentRegulations
	}
	var found []diag.Diagnostic
	for _, f := range r.figures.list {
		if strings.HasPrefix(f.Name, "proactive.art20_1.regulations.") && f.Value != 0 {
			found = append(found, rule.At(f.Pos, f.Value.String(), office))
		}
	}
	return found
}

// firstReviewYear is the first year in which who is refused information has to go
// to 行政复议 before a court.
const firstReviewYear = 2024

// checkReviewFirst looks at lawsuits without a review before them.
func (r valueCheck) checkReviewFirst() []diag.Diagnostic {
	f, ok := r.figures.get(litigationName("direct", requestsTotal))
	if !ok || f.Value == 0 || r.Year < firstReviewYear {
		return nil
	}
	return []diag.Diagnostic{reviewFirst.At(f.Pos, r.Year, f.Value.String())}
}

// isTownship reports whether an office is that of a 乡, 镇 or 街道, by its name.
func isTownship(office string) bool {
	office = strings.TrimSuffix(strings.TrimSuffix(office, "人民政府"), "办事处")
	for _, suffix := range []string{"镇", "乡", "街道", "苏木"} {
		if strings.HasSuffix(office, suffix) {
			return true
		}
	}
	return false
}

// checkDate is the part of R13 about the date of publication.
func (r valueCheck) checkDate(in Input) []diag.Diagnostic {
	if in.Published == "" || in.Published[:min(10, len(in.Published))] > fmt.Sprintf("%04d-12-31", r.Year) {
		return nil
	}
	what := diag.Text{
		ZH: "报告日期 " + in.Published + " 在统计期限结束之前",
		EN: "the report is dated " + in.Published + ", before its period ends",
	}
	return []diag.Diagnostic{relation13.At(in.locate("date"), what, r.Year)}
}
