package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// guide is the front matter of a service guide with some lines below service.
func guide(lines string) []byte {
	return []byte("---\ntitle: 高龄津贴\ncategory: services\ndate: 2026-03-15\nservice:\n" + lines + "---\n")
}

const services = "services/2026/0001.md"

// TestService: a guide is read as it is written, in any of the ways of YAML, and needs no
// text below it.
func TestService(t *testing.T) {
	want := Service{
		Basis: []string{"《某某办法》第十条"}, Conditions: []string{"年满八十周岁", "本镇户籍"},
		Materials: []Material{{Name: "居民身份证", Form: "原件和复印件", Copies: "1", Source: "申请人自备"}, {Name: "申请表"}},
		Steps:     []string{"申请", "审核", "发放"}, Limit: "5个工作日", StatutoryLimit: "20个工作日", Place: "便民服务中心一层",
	}
	for name, lines := range map[string]string{
		"lists of lines": "  basis: 《某某办法》第十条\n  conditions:\n    - 年满八十周岁\n    - 本镇户籍\n  materials:\n    - name: 居民身份证\n      form: 原件和复印件\n      copies: 1\n      source: 申请人自备\n    - {name: 申请表}\n" +
			"  steps:\n    - 申请\n    - 审核\n    - 发放\n  limit: 5个工作日\n  statutory_limit: 20个工作日\n  place: 便民服务中心一层\n  phone:\n",
		"blocks of lines": "  basis: |\n    《某某办法》第十条\n  conditions: |\n    年满八十周岁\n\n    本镇户籍\n  materials: [{name: 居民身份证, form: 原件和复印件, copies: 1, source: 申请人自备}, {name: 申请表}]\n" +
			"  steps: [申请, 审核, 发放]\n  limit: \"5个工作日\"\n  statutory_limit: 20个工作日\n  place: 便民服务中心一层 # 注\n",
	} {
		p, found := Parse(services, guide(lines))
		if len(found) > 0 {
			t.Errorf("%s: %s", name, printed(found))
			continue
		}
		if diff := cmp.Diff(&want, p.Meta.Service); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	p, _ := Parse(services, guide("  steps: [提交, 补正, 提交]\n"))
	if got := string(p.Meta.AppendValues(nil)); !strings.Contains(got, `service {"steps":["提交","补正","提交"]}`) {
		t.Errorf("approved is\n%s", got)
	}
}

// TestServiceFaults: what is wrong with a guide has its place.
func TestServiceFaults(t *testing.T) {
	for lines, want := range map[string]string{
		"  bases: 办法\n":                                      "FM047:7:3 write basis",
		"  受理条件: 办法\n":                                       "FM047:7:3 write conditions",
		"  place: [甲, 乙]\n":                                  "FM043:7:10 write place: 甲、乙",
		"  steps: {one: 申请}\n":                               "FM043:7:10 write steps: […]",
		"  steps: [申请, '']\n":                                "FM045:7:15 ",
		"  materials: 身份证\n":                                 "FM043:7:14 write materials: [{name: 身份证}]",
		"  materials: [{form: 原件}]\n":                        "FM049:7:15 add name",
		"  materials: [{name: 身份证, form: 复印}]\n":             "FM070:7:33 write 复印件",
		"  materials: [{name: 身份证, copies: 两份}]\n":           "FM104:7:35 copies: 2",
		"  materials: [{name: 身份证, copies: 一式两份}]\n":         "FM104:7:35 copies: 2",
		"  materials: [{name: 身份证, copies: 一式十二份}]\n":        "FM104:7:35 copies: 12",
		"  materials: [{name: 身份证, copies: 二十}]\n":           "FM104:7:35 copies: 20",
		"  materials: [{name: 身份证, copies: 九份}]\n":           "FM104:7:35 copies: 9",
		"  materials: [{name: 身份证, copies: 一式3份}]\n":         "FM104:7:35 copies: 3",
		"  materials: [{name: 身份证, copies: 原件1份，复印件2份}]\n":   "FM104:7:35 in two items",
		"  materials: [{name: 身份证, copies: 2份}]\n":           "FM104:7:35 copies: 2",
		"  place: 甲\n  place: 乙\n":                           "FM048:8:3 ",
		"  limit: 5\n":                                       "FM102:7:10 5个工作日",
		"  limit: 尽快\n":                                      "FM102:7:10 ",
		"  limit: 21个工作日\n  statutory_limit: 20个工作日\n":       "FM103:7:10 ",
		"  limit: 20个工作日\n  statutory_limit: 20个工作日（不含公示）\n": " ",
		"  limit: 30天\n  statutory_limit: 20个工作日\n":          " ",
		"  limit: 即时办结\n":                                    " ",
		"  limit: 五个工作日内\n":                                  " ",
	} {
		_, found := Parse(services, guide("  basis: 《办法》\n"+lines))
		want, hint, _ := strings.Cut(want, " ")
		got := ""
		for _, d := range found {
			got += fmt.Sprintf("%s:%d:%d", d.Code, d.Pos.Line, d.Pos.Column)
		}
		if text := printed(found); got != want || !strings.Contains(text, hint) {
			t.Errorf("%q: want %s, and %q in\n%s", lines, want, hint, text)
		}
	}
}

// TestLacking: one thing more or less of those that inspections ask for.
func TestLacking(t *testing.T) {
	full := func() *Service {
		return &Service{Basis: []string{"办法"}, Conditions: []string{"条件"}, Materials: []Material{{Name: "无"}}, Steps: []string{"申请"}, Place: "址", Hours: "时", Phone: "话"}
	}
	keys := func(s *Service) (list []string) {
		for _, e := range s.Lacking() {
			list = append(list, e.Key)
		}
		return list
	}
	if got := keys(full()); got != nil {
		t.Errorf("a full guide lacks %v", got)
	}
	if got := keys(nil); !slices.Equal(got, elements[:]) {
		t.Errorf("no guide lacks %v", got)
	}
	for key, change := range map[string]func(*Service){
		"basis": func(s *Service) { s.Basis = nil }, "conditions": func(s *Service) { s.Conditions = []string{"略"} },
		"materials": func(s *Service) { s.Materials = nil }, "steps": func(s *Service) { s.Steps = []string{"……"} },
		"place": func(s *Service) { s.Place = "" }, "hours": func(s *Service) { s.Hours = "待定" }, "phone": func(s *Service) { s.Phone = "示例站点，未提供" },
	} {
		s := full()
		change(s)
		if got := keys(s); !slices.Equal(got, []string{key}) {
			t.Errorf("without %s it lacks %v", key, got)
		}
	}
}
