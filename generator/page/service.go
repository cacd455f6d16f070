package page

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/numeral"
)

// Service is what the guide to a service (办事指南) tells in front matter: who may ask
// for it, what to bring, where to go. Whatever is not told is empty.
type Service struct {
	Agency         string
	Object         string
	Basis          []string
	Conditions     []string
	Materials      []Material
	Steps          []string
	Limit          string // 承诺时限: 5个工作日
	StatutoryLimit string
	Fee            string
	FeeBasis       string
	Place          string
	Hours          string
	Phone          string
	Complaints     string
	Online         string
	Result         string
}

// Material is something that an applicant brings along.
type Material struct {
	Name   string
	Form   string // one of materialForms
	Copies string // how many, in digits
	Source string
	Note   string
}

// materialForms are the values of service.materials.form.
var materialForms = []string{"原件", "复印件", "原件和复印件", "原件或复印件", "电子版"}

var serviceMembers = membersOf("service", []member[Service]{
	{name: "agency", meaning: diag.Text{ZH: "实施主体", EN: "who provides the service"}, into: func(s *Service) any { return &s.Agency }, example: "某某镇便民服务中心"},
	{name: "object", meaning: diag.Text{ZH: "服务对象", EN: "whom it is for"}, into: func(s *Service) any { return &s.Object }, example: "本镇户籍居民"},
	{name: "basis", meaning: diag.Text{ZH: "设定依据", EN: "the law that it rests on"}, into: func(s *Service) any { return &s.Basis }, example: "[《某某办法》第十条]"},
	{name: "conditions", meaning: diag.Text{ZH: "受理条件", EN: "conditions"}, into: func(s *Service) any { return &s.Conditions }, example: "[年满八十周岁]"},
	{name: "materials", meaning: diag.Text{ZH: "申请材料", EN: "what to bring"}, into: func(s *Service) any { return &s.Materials }, example: "[{name: 居民身份证, form: 原件和复印件, copies: 1, source: 申请人自备}]"},
	{name: "steps", meaning: diag.Text{ZH: "办理流程", EN: "steps, in order"}, into: func(s *Service) any { return &s.Steps }, example: "[申请, 受理, 审核, 发放]"},
	{name: "limit", meaning: diag.Text{ZH: "承诺时限", EN: "time that is promised"}, into: func(s *Service) any { return &s.Limit }, example: "5个工作日"},
	{name: "statutory_limit", meaning: diag.Text{ZH: "法定时限", EN: "time that the law allows"}, into: func(s *Service) any { return &s.StatutoryLimit }, example: "20个工作日"},
	{name: "fee", meaning: diag.Text{ZH: "收费标准", EN: "fee"}, into: func(s *Service) any { return &s.Fee }, example: "不收费"},
	{name: "fee_basis", meaning: diag.Text{ZH: "收费依据", EN: "the law that the fee rests on"}, into: func(s *Service) any { return &s.FeeBasis }, example: "《某某收费标准》"},
	{name: "place", meaning: diag.Text{ZH: "办理地点", EN: "where to go"}, into: func(s *Service) any { return &s.Place }, example: "某某镇便民服务中心一层"},
	{name: "hours", meaning: diag.Text{ZH: "办理时间", EN: "when it is open"}, into: func(s *Service) any { return &s.Hours }, example: "工作日 9:00—12:00，14:00—17:30"},
	{name: "phone", meaning: diag.Text{ZH: "联系电话", EN: "telephone"}, into: func(s *Service) any { return &s.Phone }, example: "（办事窗口的固定电话）"},
	{name: "complaints", meaning: diag.Text{ZH: "监督电话", EN: "telephone for complaints"}, into: func(s *Service) any { return &s.Complaints }, example: "12345"},
	{name: "online", meaning: diag.Text{ZH: "网上办理", EN: "address at which it is done online"}, into: func(s *Service) any { return &s.Online }, example: "https://www.example.cn/"},
	{name: "result", meaning: diag.Text{ZH: "办理结果", EN: "what the applicant gets"}, into: func(s *Service) any { return &s.Result }, example: "发放补贴"},
})

var materialMembers = membersOf("service.materials", []member[Material]{
	{name: "name", meaning: diag.Text{ZH: "材料名称", EN: "name"}, required: true, into: func(m *Material) any { return &m.Name }},
	{name: "form", meaning: diag.Text{ZH: "材料形式", EN: "original or copy"}, into: func(m *Material) any { return &m.Form }, values: materialForms},
	{name: "copies", meaning: diag.Text{ZH: "份数", EN: "how many"}, into: func(m *Material) any { return &m.Copies }},
	{name: "source", meaning: diag.Text{ZH: "来源渠道", EN: "where to get it"}, into: func(m *Material) any { return &m.Source }},
	{name: "note", meaning: diag.Text{ZH: "备注", EN: "note"}, into: func(m *Material) any { return &m.Note }},
})

// readService reads the mapping of the key service.
func readService(d *decoder, k *key, n node) (*Service, bool) {
	if n.form != mapping {
		d.failAt(ruleType, n, k.name, aMapping, n.kind(), k.name+": "+k.example)
		return nil, false
	}
	s := new(Service)
	ok := record(d, k.name, n, serviceMembers, s)
	checkLimits(d, s, n)
	checkCopies(d, n)
	checkMaterials(d, n)
	return s, ok
}

// paragraphs reads what is one text or a list of texts; the lines of a text that was
// written as a block are as many. The steps of a list may repeat, and what is wrong with
// one is said of that one.
func paragraphs(d *decoder, name string, n node) (texts []string, ok bool) {
	ok = true
	add := func(text string, n node) {
		if text = fold(text); text != "" && d.visible(name, text, n) {
			texts = append(texts, text)
		}
	}
	switch n.form {
	case mapping:
		d.failAt(ruleType, n, name, aList, n.kind(), lastOf(name)+": […]")
		return nil, false
	case block:
		for line := range strings.Lines(n.text) {
			add(line, n)
		}
		return texts, ok
	case list:
	default:
		add(n.text, n)
		return texts, ok
	}
	for _, item := range n.items {
		switch {
		case item.form == null || item.form.scalar() && strings.TrimSpace(item.text) == "":
			d.failAt(ruleEmptyItem, item, name)
			ok = false
		case !item.form.scalar():
			_, sound := d.text(name, item)
			ok = ok && sound
		default:
			add(item.text, item)
		}
	}
	return texts, ok
}

// limitForm matches how long something takes: a number with its unit, or at once. What
// is behind it in brackets says what does not count.
var limitForm = regexp.MustCompile(`^(?:即时办结|当场办结|即办|(?:约)?([0-9]{1,4}|[一二三四五六七八九十百两]+) ?个?(工作日|自然日|日|天|小时|分钟|周|星期|月|季度|年)(?:内|以内)?)(?:[（(].*[）)])?$`)

// checkLimits demands that times have their units, and that no more time is promised
// than the law allows.
func checkLimits(d *decoder, s *Service, n node) {
	for _, limit := range [...]struct{ name, value string }{{"limit", s.Limit}, {"statutory_limit", s.StatutoryLimit}} {
		if limit.value == "" || limitForm.MatchString(limit.value) {
			continue
		}
		p, _ := find(n.pairs, limit.name)
		meant := strings.TrimSpace(limit.value) + "个工作日"
		if !limitForm.MatchString(meant) {
			meant = "20个工作日"
		}
		d.failAt(ruleLimit, p.value, "service."+limit.name, limit.value, limit.name+": "+meant)
	}
	promised, unit := amount(s.Limit)
	allowed, same := amount(s.StatutoryLimit)
	if p, _ := find(n.pairs, "limit"); unit != "" && unit == same && promised > allowed {
		d.failAt(ruleLimitOrder, p.value, s.Limit, s.StatutoryLimit)
	}
}

// amount returns a time that is written with digits, and its unit.
func amount(limit string) (n int, unit string) {
	m := limitForm.FindStringSubmatch(limit)
	if m == nil {
		return 0, ""
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return 0, ""
	}
	return n, m[2]
}

// copiesForm matches a number of copies; 1份, 两份 and 一式三份 are understood and mended.
var copiesForm = regexp.MustCompile(`^(?:一式|各|共|需)?([1-9][0-9]?|[一二三四五六七八九两]?十[一二三四五六七八九]?|[一二三四五六七八九两]) ?份?$`)

// copiesOf returns the number that is meant, as digits; "" where none can be read.
func copiesOf(text string) string {
	if m := copiesForm.FindStringSubmatch(text); m != nil {
		if n, ok := numeral.Parse(m[1]); ok {
			return strconv.Itoa(n)
		}
	}
	return ""
}

// checkCopies demands that the number of copies is a number.
func checkCopies(d *decoder, n node) {
	materials, _ := find(n.pairs, "materials")
	for _, item := range materials.value.items {
		p, ok := find(item.pairs, "copies")
		if !ok || !p.value.form.scalar() || strings.TrimSpace(p.value.text) == "" {
			continue
		}
		switch n := copiesOf(fold(p.value.text)); n {
		case "":
			d.failAt(ruleCopies, p.value, p.value.text, diag.Text{
				ZH: "例如 copies: 1，原件和复印件份数不同的分成两项", EN: "such as copies: 1, in two items where originals and photocopies differ",
			})
		case fold(p.value.text):
		default:
			d.mend(ruleCopies, p.value, n, p.value.text, diag.Text{ZH: "copies: " + n, EN: "copies: " + n})
		}
	}
}

// checkMaterials finds a name that is several, which the page shows as one.
func checkMaterials(d *decoder, n node) {
	materials, _ := find(n.pairs, "materials")
	for _, item := range materials.value.items {
		p, ok := find(item.pairs, "name")
		if !ok || !p.value.form.scalar() {
			continue
		}
		names := severalIn(p.value.text)
		if len(names) < 2 {
			continue
		}
		form := ""
		if f, ok := find(item.pairs, "form"); ok && slices.Contains(materialForms, f.value.text) {
			form = ", form: " + f.value.text
		}
		var items []string
		for _, name := range names {
			items = append(items, "{name: "+yamlText(name, true)+form+"}")
		}
		shown := strings.Join(items, ", ")
		if d.data[d.base+materials.value.start] != '[' {
			shown = "- " + strings.Join(items, " / - ")
		}
		d.failAt(ruleMaterials, p.value, len(names), shown)
	}
}

// Element is one of the things that the guide to a service must tell.
type Element struct {
	Key  string
	Name diag.Text
}

// elements are those that inspections ask for (国办秘函〔2019〕19号), the name of the
// service apart, which is the title.
var elements = [...]string{"basis", "conditions", "materials", "place", "hours", "phone", "steps"}

// Lacking lists what a guide does not tell of what inspections ask for; all of it where
// there is no guide.
func (s *Service) Lacking() (list []Element) {
	if s == nil {
		s = new(Service)
	}
	for _, key := range elements {
		m := &serviceMembers[slices.IndexFunc(serviceMembers, func(m member[Service]) bool { return m.name == key })]
		if !tells(m.into(s)) {
			list = append(list, Element{key, m.meaning})
		}
	}
	return list
}

// tellsAny reports whether a guide tells anything.
func (s *Service) tellsAny() bool {
	return s != nil && slices.ContainsFunc(serviceMembers, func(m member[Service]) bool { return tells(m.into(s)) })
}

// Text returns the text of a key that has one.
func (s *Service) Text(key string) string {
	i := slices.IndexFunc(serviceMembers, func(m member[Service]) bool { return m.name == key })
	text, _ := serviceMembers[i].into(s).(*string)
	if text == nil {
		return ""
	}
	return *text
}

// ServiceName says what a key of a service guide is called.
func ServiceName(key string) string {
	i := slices.IndexFunc(serviceMembers, func(m member[Service]) bool { return m.name == key })
	return serviceMembers[i].meaning.ZH
}

// nothings are words that stand where something is still to be written.
var nothings = []string{"无", "暂无", "略", "待定", "待补充", "未提供", "空", "/", "-", "—", "……", "…"}

// tells reports whether a value says anything.
func tells(v any) bool {
	says := func(s string) bool {
		return s != "" && !slices.Contains(nothings, s) && !strings.Contains(s, "未提供")
	}
	switch v := v.(type) {
	case *string:
		return says(*v)
	case *[]string:
		return slices.ContainsFunc(*v, says)
	case *[]Material: // 无 is an answer: nothing is to be brought
		return slices.ContainsFunc(*v, func(m Material) bool { return m.Name != "" && !strings.Contains(m.Name, "未提供") })
	}
	return false
}

// Texts returns all texts of a guide; none where there is no guide.
func (s *Service) Texts() (list []string) {
	if s != nil {
		s.eachText(func(text *string) { list = append(list, *text) })
	}
	return list
}

// eachText visits all texts of a guide.
func (s *Service) eachText(visit func(*string)) {
	for i := range serviceMembers {
		switch v := serviceMembers[i].into(s).(type) {
		case *string:
			visit(v)
		case *[]string:
			for i := range *v {
				visit(&(*v)[i])
			}
		case *[]Material:
			for i := range *v {
				for _, text := range [...]*string{&(*v)[i].Name, &(*v)[i].Form, &(*v)[i].Copies, &(*v)[i].Source, &(*v)[i].Note} {
					visit(text)
				}
			}
		}
	}
}
