package corpus

import (
	"fmt"
	"time"
)

// site is the plan of a corpus: where each document stands, when it was
// published, and what it is related to. Document i is the i-th by date; it
// belongs to category i mod 6 and is the (i div 6)-th of that category.
type site struct {
	docs int
	seed uint64
	days int // from the first document to the last
}

// category is one column of the site.
type category struct {
	key   string
	genre string
	// before and after stand around the matter in a title.
	before, after string
}

// The categories. The order matters: interpretations come after the policy
// with the same number, so that they can refer to it.
var categories = [...]category{
	policies:        {"policies", "通知", "关于", "的通知"},
	notices:         {"notices", "公告", "关于", "的公告"},
	dynamics:        {"dynamics", "", "示例镇", ""},
	finance:         {"finance", "", "", "资金使用情况"},
	services:        {"services", "", "", "办事说明"},
	interpretations: {"interpretations", "", "《关于", "的通知》政策解读"},
}

const (
	policies = iota
	notices
	dynamics
	finance
	services
	interpretations
)

// lastDay is the day of the newest document.
var lastDay = time.Date(2017, 12, 29, 0, 0, 0, 0, time.UTC)

// newSite plans a site. The more documents, the more years: at 1,000,000
// documents a folder of one category and month holds some 700 files.
func newSite(opt Options) *site {
	years := min(max(opt.Docs/2000, 3), 20)
	return &site{docs: opt.Docs, seed: opt.Seed, days: years*365 - 30}
}

func (s *site) category(i int) int { return i % len(categories) }

// date returns the day on which document i was published.
func (s *site) date(i int) time.Time {
	return lastDay.AddDate(0, 0, -s.days+int(int64(i+1)*int64(s.days)/int64(s.docs)))
}

// folder returns the folder of document i below content/.
func (s *site) folder(i int) string {
	d := s.date(i)
	return fmt.Sprintf("%s/%d/%02d", categories[s.category(i)].key, d.Year(), d.Month())
}

// path returns the path of document i below content/.
func (s *site) path(i int) string {
	return fmt.Sprintf("%s/%06d.md", s.folder(i), i/len(categories)+1)
}

// replaced returns the policy that document i replaces; ok is false for most.
func (s *site) replaced(i int) (old int, ok bool) {
	number := i / len(categories)
	if s.category(i) != policies || number%10 != 9 {
		return 0, false
	}
	return i - 4*len(categories), true
}

// successor returns the policy that replaces document i.
func (s *site) successor(i int) (later int, ok bool) {
	later = i + 4*len(categories)
	if later >= s.docs {
		return 0, false
	}
	old, ok := s.replaced(later)
	return later, ok && old == i
}

// interpreted returns the policy that document i explains.
func (s *site) interpreted(i int) (policy int, ok bool) {
	return i - interpretations, s.category(i) == interpretations
}

// configTOML is the configuration of the site. What a real office would have
// to give and this one does not have is 示例.
const configTOML = `[site]
name = "示例镇人民政府"
base_url = "https://corpus.example/"
sample = "本站由程序生成，供测试使用，内容均为虚构。"
description = "示例镇政府信息公开测试站点"
keywords = ["政府信息公开", "示例"]

[office]
name = "示例镇人民政府"
short_name = "示例镇"
region = "示例区"
code = "000000000"
doc_prefix = "示例政发"

[guide]
classification = "本站信息按政策文件、公示公告、工作动态、财政资金、办事说明和政策解读分类。"
arrangement = "索引号由九位机构代码、年份和流水号组成。"
access = "可在本站查阅，也可到办公地点查阅。"
department = "示例镇党政办公室"
address = "示例"
hours = "示例"
phone = "示例"
fax = "示例"
online = "示例"

[footer]
organizer = "示例镇人民政府"
contact = "示例"

[[category]]
key = "policies"
name = "政策文件"
description = "镇政府制发的行政规范性文件和其他文件"
keywords = ["政策", "文件"]
kind = "notices"
statutory = true
home = true

[[category]]
key = "notices"
name = "公示公告"
description = "镇政府发布的公告、通告和公示"
keywords = ["公示", "公告"]
kind = "notices"
home = true

[[category]]
key = "dynamics"
name = "工作动态"
description = "镇政府和各村的工作进展"
keywords = ["动态"]
kind = "news"
home = true

[[category]]
key = "finance"
name = "财政资金"
description = "财政资金的安排和使用情况"
keywords = ["财政", "资金"]
kind = "reference"
statutory = true
home = true

[[category]]
key = "services"
name = "办事说明"
description = "办理事项的条件、材料和流程"
keywords = ["办事"]
kind = "reference"

[[category]]
key = "interpretations"
name = "政策解读"
description = "对镇政府文件的解读"
keywords = ["解读"]
kind = "notices"
`
