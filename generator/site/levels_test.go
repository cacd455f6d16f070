package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/config"
	"gongkai/generator/diag"
)

func TestLevels(t *testing.T) {
	at := func(code string) diag.Diagnostic {
		i := slices.IndexFunc(Rules(), func(r *diag.Rule) bool { return r.Code == code })
		return Rules()[i].At(diag.Pos{File: "a"}, "x", "y")
	}
	cfg := &config.Config{Rules: []config.RuleLevel{
		{Code: "BD007", Level: "off"}, {Code: "BD010", Level: "error"}, {Code: "BD002", Level: "off"}, {Code: "BD003", Level: "warning"},
	}}
	found := finish(cfg, []diag.Diagnostic{at("BD007"), at("BD010"), at("BD002"), at("BD003"), at("BD005")})
	var got []string
	for _, d := range found {
		got = append(got, fmt.Sprint(d.Code, " ", d.Severity))
	}
	want := "BD002 error, BD003 error, BD005 error, BD010 error, BD011 warning, BD011 warning"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
