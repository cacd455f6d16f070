package markdown

import (
	"strings"
	"testing"

	"gongkai/generator/corpus/lawtest"
	"gongkai/generator/diag"
	"gongkai/generator/tidy"
)

// untitledIn returns the finding about lines that look like headings, nil for none.
func untitledIn(body string) *diag.Diagnostic {
	for _, d := range render(body).Diagnostics {
		if d.Code == ruleUntitled.Code {
			return &d
		}
	}
	return nil
}

// TestUntitled: lines that were pasted as headings are found where they are sure to be, with
// the marks that make them headings; items of a list and sentences are not.
func TestUntitled(t *testing.T) {
	for _, c := range []struct{ body, mended string }{
		{"一、总体要求\n各村要重视。\n二、工作措施\n按要求办。\n", "## 一、总体要求\n各村要重视。\n## 二、工作措施\n按要求办。\n"},
		{"各村：\n\n　　一、总体要求\n\n　　各村要重视。\n\n　　（一）目标\n\n　　安全。\n\n　　1．分工\n\n　　各负其责。\n\n　　二、措施\n\n　　按要求办。\n\n某某镇人民政府\n2026年3月1日\n",
			"各村：\n\n## 一、总体要求\n\n　　各村要重视。\n\n### （一）目标\n\n　　安全。\n\n#### 1．分工\n\n　　各负其责。\n\n## 二、措施\n\n　　按要求办。\n\n某某镇人民政府\n2026年3月1日\n"},
		{"一、总体要求\r\n重视。\r\n二、措施\r\n办理。", "## 一、总体要求\r\n重视。\r\n## 二、措施\r\n办理。"},
		{"一、总体要求\n重视。\n1．甲\n2．乙\n3．丙\n二、措施\n办理。\n", "## 一、总体要求\n重视。\n1．甲\n2．乙\n3．丙\n## 二、措施\n办理。\n"},
		{"一、主要职责\n二、机构设置\n设三个科室。\n三、收支情况\n见表。\n四、名词解释\n见附表。\n", "## 一、主要职责\n## 二、机构设置\n设三个科室。\n## 三、收支情况\n见表。\n## 四、名词解释\n见附表。\n"},
		{"一、总体要求\n重视。\n(一)目标\n安全。\n(二) 其他事项\n另定。\n（三)附则\n施行。\n二、措施\n办理。\n", "## 一、总体要求\n重视。\n### (一)目标\n安全。\n### (二) 其他事项\n另定。\n### （三)附则\n施行。\n## 二、措施\n办理。\n"},
		{"一、总体要求\n重视。\n(一)甲\n(二)乙\n(三)丙\n二、措施\n办理。\n", "## 一、总体要求\n重视。\n(一)甲\n(二)乙\n(三)丙\n## 二、措施\n办理。\n"},
		{"一、报名时间:3月1日\n可以延期。\n二、报名地点:镇政府\n可以代办。\n", ""},
		{"一、上午8:30集合\n在广场。\n二、下午1:30返回\n到广场。\n", "## 一、上午8:30集合\n在广场。\n## 二、下午1:30返回\n到广场。\n"},
		{"一、(略)\n重视。\n二、(略)\n(此件公开发布)\n", ""},
		{"## 附则\n一、总体要求\n重视。\n二、措施\n办理。\n", ""},
		{"一、总体要求\n重视。\n", ""},
		{"一、张某\n二、李某\n三、王某\n以上人员。\n", ""},
		{"一、申请人提出申请。\n说明。\n二、窗口受理。\n说明。\n", ""},
		{"一、报名时间：3月1日\n可以延期。\n二、报名地点：镇政府\n可以代办。\n", ""},
		{"- 一、总体要求\n- 二、措施\n\n正文\n", ""},
		{"1．甲\n说明。\n2．乙\n说明。\n", ""},
	} {
		found := untitledIn(c.body)
		if found == nil {
			if c.mended != "" {
				t.Errorf("%q: nothing is found", c.body)
			}
			continue
		}
		mended, made := tidy.Apply([]byte(c.body), []diag.Correction{found.Fix})
		if string(mended) != c.mended || len(made) != 1 {
			t.Errorf("%q becomes %q, want %q", c.body, mended, c.mended)
		}
		if again := untitledIn(string(mended)); again != nil {
			t.Errorf("%q is found again: %s", mended, again.Message.ZH)
		}
	}
	if found := untitledIn("甲。\n一、总体要求\n重视。\n二、措施\n办理。\n"); found == nil || !strings.Contains(found.Message.ZH, "第 2、4 行") || !strings.Contains(found.Hint.ZH, "## 一、总体要求 / ## 二、措施") {
		t.Errorf("%v", found)
	}
}

// TestUntitledLaws: where it is said of a law, its lines are headings: none is a sentence.
func TestUntitledLaws(t *testing.T) {
	for _, law := range lawtest.Shared(t) {
		if found := untitledIn(law.Body); found != nil {
			t.Logf("%s: %s", law.Name, found.Hint.ZH)
			if strings.Contains(found.Hint.ZH, "。") {
				t.Errorf("%s: %s", law.Name, found.Hint.ZH)
			}
		}
	}
}
