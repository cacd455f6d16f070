package catalog

import (
	"strings"
	"testing"

	"gongkai/generator/config"
	"gongkai/generator/page"
)

// TestService: a guide in a column of services tells what inspections ask for, and stands
// nowhere else.
func TestService(t *testing.T) {
	full := page.Service{Basis: []string{"办法"}, Conditions: []string{"条件"}, Materials: []page.Material{{Name: "无"}}, Steps: []string{"申请"}, Place: "址", Hours: "时", Phone: "话"}
	without := full
	without.Hours, without.Phone = "", "待定"
	for name, x := range map[string]struct {
		path    string
		service *page.Service
		want    string
	}{
		"all told":       {"services/2017/0001.md", &full, ""},
		"two not told":   {"services/2017/0001.md", &without, "CT014 办理时间（hours）、联系电话（phone）"},
		"no guide":       {"services/2017/0001.md", nil, "CT014 设定依据（basis）"},
		"the intro":      {"services/index.md", nil, ""},
		"another column": {"policies/2017/0001.md", &full, "CT015 policies"},
		"no service":     {"policies/2017/0001.md", nil, ""},
	} {
		category, _, _ := strings.Cut(x.path, "/")
		in := input(t, "2018-01-01", &page.Meta{Path: x.path, Category: category, Title: "事项", Date: day(t, "2017-03-15"), Service: x.service})
		in.Config.Categories = append(in.Config.Categories, config.Category{Key: "services", Name: "办事服务", Kind: "service"})
		_, found := New(in)
		text := ""
		for _, d := range found {
			text += d.Code + " " + d.Message.ZH
		}
		code, words, _ := strings.Cut(x.want, " ")
		if !strings.HasPrefix(text, code) || !strings.Contains(text, words) || len(found) > 1 || x.want == "" && len(found) > 0 {
			t.Errorf("%s: found %q, want %q", name, text, x.want)
		}
	}
}

// TestServiceStands: a guide that comes to lack something is looked at again; one that
// only says it in other words is not.
func TestServiceStands(t *testing.T) {
	with := func(s *page.Service) *page.Meta {
		return &page.Meta{Path: "services/2017/0001.md", Service: s}
	}
	phone := &page.Service{Phone: "12345"}
	if !sameStanding(with(phone), with(&page.Service{Phone: "12346"})) {
		t.Error("another number changes the catalog")
	}
	if sameStanding(with(phone), with(&page.Service{})) || sameStanding(with(phone), with(nil)) {
		t.Error("a guide that lacks its number stands where it stood")
	}
}
