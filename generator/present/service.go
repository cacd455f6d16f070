package present

import (
	"regexp"
	"slices"
	"strconv"

	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// service is the guide to a service as its page shows it: what is asked first, first.
// What it does not tell is left out.
func service(s *page.Service) (parts []layout.ServicePart) {
	if s == nil {
		return nil
	}
	add := func(part layout.ServicePart) {
		if len(part.Fields)+len(part.Paragraphs)+len(part.Materials)+len(part.Steps) > 0 {
			parts = append(parts, part)
		}
	}
	fields := func(keys ...string) (list []layout.Field) {
		for _, key := range keys {
			if text := s.Text(key); text != "" {
				list = append(list, layout.Field{Name: page.ServiceName(key), Value: text, Ways: ways(text)})
			}
		}
		return list
	}
	add(layout.ServicePart{Title: "怎样办理", Fields: fields("agency", "object", "place", "hours", "phone", "complaints", "online", "limit", "statutory_limit", "fee", "fee_basis", "result")})
	add(layout.ServicePart{Title: page.ServiceName("conditions"), Paragraphs: s.Conditions})
	add(layout.ServicePart{Title: page.ServiceName("materials"), Heads: materialHeads, Materials: materials(s.Materials)})
	add(layout.ServicePart{Title: page.ServiceName("steps"), Steps: unnumbered(s.Steps)})
	add(layout.ServicePart{Title: page.ServiceName("basis"), Paragraphs: s.Basis})
	return parts
}

// materialHeads stand over the columns of what is to be brought.
var materialHeads = layout.Material{Name: "材料名称", Form: "形式和份数", Source: "来源和说明"}

func materials(list []page.Material) (shown []layout.Material) {
	for _, m := range list {
		if m.Copies != "" {
			m.Copies += "份"
		}
		shown = append(shown, layout.Material{Name: m.Name, Form: both(m.Form, "，", m.Copies), Source: both(m.Source, "；", m.Note)})
	}
	return shown
}

// both puts two texts into a cell.
func both(a, between, b string) string {
	if a == "" || b == "" {
		between = ""
	}
	return a + between + b
}

// stepNumber matches the number that somebody has typed before a step.
var stepNumber = regexp.MustCompile(`^(?:第?([0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:步|[.．、：:)）])|[（(]([0-9]{1,2}|[一二三四五六七八九十]{1,2})[）)])[：:、.]?\s*`)

// unnumbered takes the numbers off steps that count up from one, since the page numbers
// them.
func unnumbered(steps []string) []string {
	plain := make([]string, len(steps))
	for i, step := range steps {
		m := stepNumber.FindStringSubmatch(step)
		if m == nil || numberIn(m[1]+m[2]) != i+1 || len(m[0]) == len(step) {
			return steps
		}
		plain[i] = step[len(m[0]):]
	}
	return plain
}

// tens are the Chinese numbers up to twenty.
var tens = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十"}

// numberIn reads a number in digits of either kind; 0 where it is none.
func numberIn(text string) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	return slices.Index(tens, text) + 1
}

// serviceCells lists what is written in a guide, in the order of its page.
func serviceCells(parts []layout.ServicePart) (list []string) {
	for _, part := range parts {
		list = append(list, part.Title)
		for _, f := range part.Fields {
			list = append(list, f.Name, f.Value)
		}
		list = append(list, part.Paragraphs...)
		for i, m := range part.Materials {
			if i == 0 {
				list = append(list, part.Heads.Name, part.Heads.Form, part.Heads.Source)
			}
			list = append(list, m.Name, m.Form, m.Source)
		}
		list = append(list, part.Steps...)
	}
	return list
}
