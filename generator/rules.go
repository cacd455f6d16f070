package main

import (
	"slices"
	"strings"

	"gongkai/generator/asset"
	"gongkai/generator/audit"
	"gongkai/generator/calendar"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/importer"
	"gongkai/generator/intake"
	"gongkai/generator/layout"
	"gongkai/generator/markdown"
	"gongkai/generator/original"
	"gongkai/generator/outside"
	"gongkai/generator/page"
	"gongkai/generator/present"
	"gongkai/generator/printed"
	"gongkai/generator/privacy"
	"gongkai/generator/publish"
	"gongkai/generator/records"
	"gongkai/generator/report"
	"gongkai/generator/review"
	"gongkai/generator/serve"
	"gongkai/generator/site"
	"gongkai/generator/source"
	"gongkai/generator/tablefile"
	"gongkai/generator/waiver"
)

// allRules lists everything that the program can find wrong, in the order of
// the codes.
func allRules() []*diag.Rule {
	rules := slices.Concat(
		asset.Rules(), audit.Rules(), site.Rules(), calendar.Rules(), catalog.Rules(), config.Rules(), importer.Rules(), intake.Rules(), printed.Rules(), layout.Rules(), markdown.Rules(), outside.Rules(),
		original.Rules(), page.Rules(), present.Rules(), privacy.Rules(), publish.Rules(), records.Rules(), report.Rules(), review.Rules(), serve.Rules(), source.Rules(), tablefile.Rules(), waiver.Rules(),
	)
	slices.SortFunc(rules, func(a, b *diag.Rule) int { return strings.Compare(a.Code, b.Code) })
	return rules
}
