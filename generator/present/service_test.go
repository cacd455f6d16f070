package present

import (
	"slices"
	"strings"
	"testing"

	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// TestService: a guide is shown in parts, and what it does not tell in none.
func TestService(t *testing.T) {
	parts := service(&page.Service{
		Place: "某处", Phone: "12345", Materials: []page.Material{{Name: "申请表", Copies: "2", Source: "窗口领取", Note: "可以代填"}}, Steps: []string{"申请"}, Basis: []string{"办法"},
	})
	var titles []string
	for _, p := range parts {
		titles = append(titles, p.Title)
	}
	if got := strings.Join(titles, " "); got != "怎样办理 申请材料 办理流程 设定依据" {
		t.Errorf("parts %s", got)
	}
	if f := parts[0].Fields; len(f) != 2 || f[0].Name != "办理地点" || f[1].Ways[0].Tel != "12345" {
		t.Errorf("fields %+v", f)
	}
	if got := parts[1].Materials[0]; got != (layout.Material{Name: "申请表", Form: "2份", Source: "窗口领取；可以代填"}) {
		t.Errorf("material %+v", got)
	}
	if service(nil) != nil || service(&page.Service{}) != nil {
		t.Error("a guide that tells nothing has parts")
	}
	want := []string{"怎样办理", "办理地点", "某处", "联系电话", "12345", "申请材料", "材料名称", "形式和份数", "来源和说明", "申请表", "2份", "窗口领取；可以代填", "办理流程", "申请", "设定依据", "办法"}
	if cells := serviceCells(parts); !slices.Equal(cells, want) {
		t.Errorf("cells %q", cells)
	}
}

// TestUnnumbered: numbers go where they count up from one, and stay everywhere else.
func TestUnnumbered(t *testing.T) {
	for steps, want := range map[string]string{
		"申请|审核":             "申请|审核",
		"1. 申请|2. 审核":       "申请|审核",
		"1、申请|2、审核|3、发放":    "申请|审核|发放",
		"（一）申请|（二）审核":       "申请|审核",
		"第一步：申请|第二步：审核":     "申请|审核",
		"一、申请|二、审核":         "申请|审核",
		"1. 申请|3. 审核":       "1. 申请|3. 审核",
		"1. 申请|审核":          "1. 申请|审核",
		"3日内补正|审核":          "3日内补正|审核",
		"1.|2.":             "1.|2.",
		"12345热线预约|13号窗口领取": "12345热线预约|13号窗口领取",
	} {
		if got := strings.Join(unnumbered(strings.Split(steps, "|")), "|"); got != want {
			t.Errorf("%s: %s, want %s", steps, got, want)
		}
	}
}
