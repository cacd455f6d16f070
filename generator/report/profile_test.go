package report

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// TestLevels: who can make 规章 may report them.
func TestLevels(t *testing.T) {
	for _, c := range []struct{ office, level, want string }{
		{"示例镇人民政府", "", "RP060"}, {"示例街道办事处", "", "RP060"}, {"示例乡人民政府", "", "RP060"},
		{"示例市人民政府", "", ""}, {"示例县人民政府", "", ""},
		{"示例县人民政府", "county", "RP060"}, {"示例管委会", "township", "RP060"}, {"示例市教育局", "department", "RP063"},
		{"示例市人民政府", "city", ""}, {"示例省人民政府", "province", ""}, {"示例镇人民政府", "city", ""},
	} {
		in := skeletonInput(t, 2023, nil)
		in.Body = filled(in.Body)
		in.Office, in.Level = c.office, c.level
		in.Figures = []byte(strings.Replace(string(in.Figures), "valid = 0", "valid = 6", 1))
		_, found := Parse(in)
		if got := codesOf(found); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.office, c.level, got, c.want)
		}
	}
}

func codesOf(found []diag.Diagnostic) string {
	var list []string
	for _, d := range found {
		list = append(list, d.Code)
	}
	return strings.Join(list, " ")
}

// TestReviewFirst: from 2024 on, a refusal goes to 行政复议 before a court.
func TestReviewFirst(t *testing.T) {
	for _, c := range []struct {
		year   int
		direct string
		want   string
	}{
		{2024, "[0, 0, 0, 1, 1]", "RP064"}, {2025, "[1, 0, 0, 0, 1]", "RP064"}, {2023, "[0, 0, 0, 1, 1]", ""}, {2024, "[0, 0, 0, 0, 0]", ""}, {2019, "[0, 0, 0, 1, 1]", ""},
	} {
		in := skeletonInput(t, c.year, nil)
		in.Body = filled(in.Body)
		in.Figures = []byte(strings.Replace(string(in.Figures), "direct       = [0, 0, 0, 0, 0]", "direct       = "+c.direct, 1))
		if _, found := Parse(in); codesOf(found) != c.want {
			t.Errorf("%d %s: %s, want %s", c.year, c.direct, codesOf(found), c.want)
		}
	}
}

// TestProfile: what a profile wants is looked for where it is chosen, and stated
// with numbers it is found.
func TestProfile(t *testing.T) {
	const sentence = "政府信息公开平台建设情况：已写明。"
	const counts = "通过网站公开信息{{requests.new.total}}件，通过政务新媒体公开3件；发布政策解读1件；回应关切2件。"
	for name, c := range map[string]struct{ profile, text, want string }{
		"none chosen":        {"", "现行有效的规范性文件。", ""},
		"nothing stated":     {"wuhan-2025", sentence, "RP117 RP119 RP119 RP119"},
		"all stated":         {"wuhan-2025", counts + "制发行政规范性文件0件，废止0件，现行有效0件。", ""},
		"by reference":       {"wuhan-2025", counts + "制发{{proactive.art20_1.normative_documents.made}}件，废止{{proactive.art20_1.normative_documents.repealed}}件，现行有效{{proactive.art20_1.normative_documents.valid}}件。", ""},
		"without its number": {"wuhan-2025", counts + "制发行政规范性文件0件，废止0件，现行有效的规范性文件。", "RP119"},
		"without new media":  {"wuhan-2025", "通过网站公开信息12件；发布政策解读1件；回应关切2件；制发行政规范性文件0件，废止0件，现行有效0件。", "RP117"},
		"too long":           {"wuhan-2025", counts + "制发行政规范性文件0件，废止0件，现行有效0件。" + strings.Repeat("认真做好公开。", 150), "RP118"},
	} {
		in := skeletonInput(t, 2024, nil)
		in.Body = []byte(strings.Replace(string(filled(in.Body)), sentence, "政府信息公开平台建设情况："+c.text, 1))
		in.Profile = c.profile
		_, found := Parse(in)
		var codes []string
		for _, d := range found {
			if d.Severity == diag.Warning && d.Code > "RP116" {
				codes = append(codes, d.Code)
			}
		}
		if got := strings.Join(codes, " "); got != c.want {
			t.Errorf("%s: %s, want %s\n%s", name, got, c.want, printed(found, "zh"))
		}
	}
}
