package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/site"
	"gongkai/generator/suggest"
	"gongkai/generator/terminal"
)

// explainCommand is `gongkai explain CODE` and `gongkai explain PATH`.
type explainCommand struct {
	Topic string `arg:"" optional:"" placeholder:"CODE|PATH" help:"help_explain_topic"`
}

// relationID is the name of a relation in the standards, with which the title of its
// rule begins: R5.
var relationID = regexp.MustCompile(`^R\d+$`)

// Run explains a finding or an output; without a topic it lists the codes.
func (e *explainCommand) Run(c *call) error {
	if e.Topic == "" {
		c.listRules()
		return nil
	}
	if strings.ContainsAny(e.Topic, `./\`) {
		return c.explainOutput(e.Topic)
	}
	code := strings.ToUpper(e.Topic)
	rules := allRules()
	rule := ruleOf(code, rules)
	if rule == nil {
		return unknownCode(code, rules)
	}
	c.print(c.stdout, terminal.Explain(rule, c.Lang))
	return nil
}

// ruleOf returns the rule of a code or of a relation, nil where there is none.
func ruleOf(code string, rules []*diag.Rule) *diag.Rule {
	i := slices.IndexFunc(rules, func(r *diag.Rule) bool {
		return r.Code == code || relationID.MatchString(code) && strings.HasPrefix(r.Title.EN, code+" ")
	})
	if i < 0 {
		return nil
	}
	return rules[i]
}

// listRules prints the codes with their titles.
func (c *call) listRules() {
	var rows [][]string
	for _, r := range allRules() {
		rows = append(rows, []string{r.Code, r.Severity.Word().In(c.Lang), r.Title.In(c.Lang)})
	}
	c.printRows(rows)
}

// unknownCode names the code that was meant.
func unknownCode(got string, rules []*diag.Rule) error {
	var codes []string
	for _, r := range rules {
		codes = append(codes, r.Code)
	}
	return refuse("没有代码 %s%s\n不带参数运行 gongkai explain，列出全部代码；解释网页时写它的路径，例如 policies/index.html",
		"there is no code %s%s\ngongkai explain alone lists the codes; a page is named by its path, such as policies/index.html",
		got, perhaps(suggest.Nearest(got, codes)))
}

// explainOutput says what an output is made from, and what has changed.
func (c *call) explainOutput(path string) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	e, err := site.Explain(opt, path)
	var broken *site.Broken
	switch {
	case errors.As(err, &broken):
		c.report(broken.Diagnostics)
		return nil
	case errors.Is(err, site.ErrNoOutput):
		return refuse("网站上没有 %s：可能写错了路径，或者文档是草稿、发布日期未到、有错误没有改正",
			"the site has no %s: the path is wrong, or its document is a draft, not yet due, or has errors", path)
	case err != nil:
		return err
	}
	c.printExplanation(e)
	return nil
}

// printExplanation prints the parts of an output's key.
func (c *call) printExplanation(e *site.Explanation) {
	t := func(zh, en string) string { return diag.Text{ZH: zh, EN: en}.In(c.Lang) }
	rows := [][]string{{t("输出", "output"), e.Path}}
	switch {
	case e.Source != "" && e.Layout == "": // the reduced copy of a picture
		rows = append(rows, []string{t("原图", "picture"), e.Source})
	case e.Source != "":
		rows = append(rows, []string{t("正文", "text"), e.Source})
	}
	if e.Layout != "" {
		rows = append(rows, []string{t("模板", "layout"), e.Layout})
	}
	rows = append(rows, []string{t("状态", "state"), stateOf(e).In(c.Lang)}, nil)
	c.printRows(rows)
	rows = [][]string{{t("依据", "made from"), t("校验值", "sum"), t("变化", "change")}}
	for _, p := range e.Parts {
		rows = append(rows, []string{p.Words().In(c.Lang), fmt.Sprintf("%016x", p.Sum), change(p).In(c.Lang)})
	}
	c.printRows(rows)
}

// stateOf says what the next build would do with an output.
func stateOf(e *site.Explanation) diag.Text {
	changed := slices.ContainsFunc(e.Parts, func(p site.Part) bool { return p.New })
	made := slices.ContainsFunc(e.Parts, func(p site.Part) bool { return p.Made })
	switch {
	case !e.Published:
		return diag.Text{ZH: "还没有生成，下次 build 时生成", EN: "not made yet; the next build makes it"}
	case changed:
		return diag.Text{ZH: "有变化，下次 build 时重新生成", EN: "changed; the next build makes it anew"}
	case made:
		return diag.Text{ZH: "没有变化，保留；上次重新生成的原因见下", EN: "unchanged and kept; why it was last made is shown below"}
	}
	return diag.Text{ZH: "没有变化，保留；第一次生成以后没有重新生成过", EN: "unchanged and kept since it was first made"}
}

func change(p site.Part) diag.Text {
	switch {
	case p.New:
		return diag.Text{ZH: "已变化", EN: "has changed"}
	case p.Made:
		return diag.Text{ZH: "上次因此重新生成", EN: "was why it was last made"}
	}
	return diag.Text{}
}
