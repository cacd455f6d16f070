package report

import (
	"bytes"
	"fmt"
	"strings"
)

// Skeleton returns the files of a new report of an office, by name: index.md with
// the chapters of the form and figures.toml with every row written. The prose says
// nothing of numbers that are not filled in yet: it has labels, and a label without
// a text behind it is found. What last
// year's report (nil: none) carried out is carried in; documents in force are
// carried over for the clerk to correct. form "" takes the form of the year.
func Skeleton(year int, form, office string, prev *Report) map[string][]byte {
	f, ok := formOf(form)
	if !ok {
		f, _ = formOf(formFor(year))
	}
	if prev != nil && prev.Year != year-1 {
		prev = nil
	}
	s := skeleton{year: year, form: f, office: office, prev: prev}
	return map[string][]byte{"index.md": s.prose(), FiguresFile: s.figures()}
}

type skeleton struct {
	year   int
	form   form
	office string
	prev   *Report
	given  map[string]string // figures by name, "" for a blank cell
	b      bytes.Buffer
}

// of is a figure that is given, else 0.
func (s *skeleton) of(name string) string {
	switch value, ok := s.given[name]; {
	case !ok:
		return "0"
	case value == "":
		return `""`
	default:
		return value
	}
}

// value is a figure that is given, else that of last year's report, 0 where it is
// not known.
func (s *skeleton) value(given, name string) string {
	if _, ok := s.given[given]; ok || s.prev == nil {
		return s.of(given)
	}
	return s.prev.figures.value(name).String()
}

func (s *skeleton) line(format string, args ...any) {
	fmt.Fprintf(&s.b, format+"\n", args...)
}

// heading is what figures.toml begins with.
func (s *skeleton) heading() string {
	return fmt.Sprintf("# %d年度政府信息公开工作年度报告的数据，格式依据%s\n", s.year, s.form.authority) +
		fmt.Sprintf("# 没有发生的写 0，不要空着；# 后面是说明；正文不重写数字，写 {{%s}} 引用\n", s.example())
}

// figures writes figures.toml.
func (s *skeleton) figures() []byte {
	s.b.Reset()
	s.b.WriteString(s.heading())
	if s.form.statutory() {
		s.proactive()
		s.requests()
		s.litigation()
		s.charges()
	} else {
		s.statistics()
	}
	return bytes.Clone(s.b.Bytes())
}

func (s *skeleton) proactive() {
	for _, section := range s.form.proactive {
		s.line("")
		s.line("# %s", section.title)
		single := section.columns[0].key == ""
		if single {
			s.line("[proactive.%s]", section.key)
		}
		for _, row := range section.rows {
			if single {
				s.line("%s = %s  # %s·%s", row.key, s.of(section.name(row, section.columns[0])), row.label, section.columns[0].label)
				continue
			}
			s.line("[proactive.%s.%s]  # %s", section.key, row.key, row.label)
			for _, c := range section.columns {
				value := s.of(section.name(row, c))
				if c.key == "valid" {
					value = s.value(section.name(row, c), section.name(row, c))
				}
				s.line("%s = %s  # %s", c.key, value, c.label)
			}
		}
	}
}

func (s *skeleton) requests() {
	s.line("")
	s.line("# 收到和处理政府信息公开申请情况")
	s.line("# 七列依次为：%s", labels(applicants()))
	s.line("# 有台账 applications.csv 的，删去这个表，由台账统计")
	s.requestRows()
}

// requestRows writes the table of requests itself.
func (s *skeleton) requestRows() {
	s.line("[requests]")
	for _, row := range s.form.requests {
		values := make([]string, 0, len(applicants()))
		for _, c := range applicants() {
			value := s.of(requestName(row.key, c.key))
			if row.key == "carried_in" {
				value = s.value(requestName(row.key, c.key), requestName("carried_out", c.key))
			}
			values = append(values, value)
		}
		s.line("%-11s = [%s]  # %s", row.key, strings.Join(values, ", "), s.form.requestLabel(row.key))
	}
}

func (s *skeleton) litigation() {
	s.line("")
	s.line("# 行政复议、行政诉讼情况，五列依次为：%s", labels(litigationColumns()))
	s.line("[litigation]")
	for _, b := range litigationBlocks() {
		var values []string
		for _, c := range litigationColumns() {
			values = append(values, s.of(litigationName(b.key, c.key)))
		}
		s.line("%-12s = [%s]  # %s", b.key, strings.Join(values, ", "), b.label)
	}
}

func (s *skeleton) charges() {
	if s.form.id != form2021 {
		return
	}
	s.line("")
	s.line("# 信息处理费（国办函〔2020〕109号）")
	s.line("[processing_fee]")
	s.line("cases  = 0  # 收取件数")
	s.line("amount = 0  # 收取金额，元")
}

// statistics writes the indicators of the 2014–2018 table that every office has.
func (s *skeleton) statistics() {
	table := ""
	for _, i := range indicators() {
		if i.name == "" || i.level > 1 && i.name != "disclosure.portal" {
			continue
		}
		name, key, _ := strings.Cut(i.name, ".")
		if name != table {
			s.line("")
			s.line("[%s]", name)
			table = name
		}
		s.line("%s = 0  # %s，%s", key, i.plain(), i.unit)
	}
}

// prose writes index.md.
func (s *skeleton) prose() []byte {
	s.b.Reset()
	s.line("---")
	s.line("title: %s%d年政府信息公开工作年度报告", s.office, s.year)
	s.line("date: %d-01-31", s.year+1)
	s.line("form: %q", s.form.id)
	s.line("draft: true")
	s.line("---")
	s.line("")
	s.line("本报告依据《中华人民共和国政府信息公开条例》编制。统计期限自%d年1月1日至%d年12月31日。", s.year, s.year)
	if s.form.statutory() {
		s.statutoryChapters()
	} else {
		s.freeChapters()
	}
	return bytes.Clone(s.b.Bytes())
}

func (s *skeleton) statutoryChapters() {
	for i, title := range s.form.chapters {
		s.line("")
		s.line("## %s", title)
		s.line("")
		switch i {
		case chapterGeneral:
			for _, aspect := range []string{
				"主动公开情况：",
				"依申请公开情况：",
				"政府信息管理情况：",
				"政府信息公开平台建设情况：",
				"监督保障情况（工作考核、社会评议、责任追究结果）：",
			} {
				s.line("%s", aspect)
				s.line("")
			}
		case chapterProactive:
			s.line("%s", marker(tableProactive))
		case chapterRequests:
			s.line("%s", marker(tableRequests))
		case chapterLitigation:
			s.line("%s", marker(tableLitigation))
		case chapterProblems:
			s.line("主要问题：")
			s.line("")
			s.line("改进情况：")
		case chapterOther:
			if s.form.id == form2021 {
				s.line("信息处理费收取情况：")
			} else {
				s.line("无。")
			}
		}
	}
}

func (s *skeleton) freeChapters() {
	for _, c := range []struct{ title, text string }{
		{"一、概述", "工作概述："},
		{"二、主动公开政府信息的情况", "主动公开情况："},
		{"三、依申请公开政府信息和不予公开政府信息的情况", "依申请公开情况："},
		{"四、政府信息公开的收费及减免情况", "收费和减免情况："},
		{"五、因政府信息公开申请行政复议、提起行政诉讼的情况", "行政复议、行政诉讼情况："},
		{"六、政府信息公开工作存在的主要问题及改进情况", "主要问题和改进情况："},
		{"七、其他需要报告的事项", "{{table.statistics}}"},
	} {
		s.line("")
		s.line("## %s", c.title)
		s.line("")
		s.line("%s", c.text)
	}
}

// example is the name of a figure of the form.
func (s *skeleton) example() string {
	if s.form.statutory() {
		return requestName("new", requestsTotal)
	}
	return "requests.received"
}
