package site

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/site/buildtest"
)

// guideFile is a guide to a service, without a text.
const guideFile = `---
title: 高龄津贴的申领
category: services
date: 2017-03-15
service:
  basis: 《某某办法》第十条
  conditions: [年满八十周岁, 本镇户籍]
  materials:
    - {name: 居民身份证, form: 原件和复印件, copies: 1, source: 申请人自备}
    - {name: 银行卡}
  steps:
    - 1. 到村委会登记
    - 2. 民政科复核
    - 3. 按月发放
  limit: 5个工作日
  place: 便民服务中心<一层>
  hours: 工作日
  phone: 010-61030000
---
`

// TestServiceGuide: what a guide tells is on its page, is found by the search, and is
// looked through for what is nobody's business; a change of it is built as from nothing.
func TestServiceGuide(t *testing.T) {
	t.Parallel()
	files := buildtest.Site()
	files["config.toml"] = append(files["config.toml"], "\n[[category]]\nkey = \"services\"\nname = \"办事服务\"\nkind = \"service\"\n"...)
	files["content/services/2017/0001.md"] = []byte(guideFile)
	opt := newSite(t, files)
	_, tree := mustBuild(t, opt)
	html := tree["services/2017/0001.html"]
	for _, want := range []string{
		"<li>到村委会登记</li><li>民政科复核</li><li>按月发放</li>", `<th scope="row">居民身份证</th><td data-label="形式和份数">原件和复印件，1份</td><td data-label="来源和说明">申请人自备</td>`,
		"<p>年满八十周岁</p><p>本镇户籍</p>", "便民服务中心&lt;一层", `<a href="tel:01061030000">010-61030000</a>`, "<dt>承诺时限</dt><dd>5个工作日</dd>",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if _, texts := indexed(tree); !strings.Contains(texts, "申请材料") || !strings.Contains(texts, "民政科复核") {
		t.Error("the search does not find what the guide tells")
	}

	edit(t, opt, "content/services/2017/0001.md", "民政科复核", "民政科审核")
	_, edited := mustBuild(t, opt)
	if _, clean := buildClean(t, opt); !edited.Since(clean).Empty() {
		t.Errorf("a clean build differs: %+v", edited.Since(clean))
	}
	if _, texts := indexed(edited); strings.Contains(texts, "民政科复核") {
		t.Error("the search still has what is gone")
	}

	edit(t, opt, "content/services/2017/0001.md", "010-61030000", "13800138000")
	res, err := Build(opt)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, d := range res.Diagnostics {
		found = found || strings.HasPrefix(d.Code, "PV") && d.Pos.File == "content/services/2017/0001.md" && d.Pos.Line == 18
		if d.Severity == diag.Error && !strings.HasPrefix(d.Code, "PV") {
			t.Errorf("%v", d)
		}
	}
	if !found {
		t.Errorf("nobody says that there is a mobile number: %v", res.Diagnostics)
	}
}
