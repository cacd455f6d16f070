package audit

import (
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/diag"
)

// setting is a value of config.toml, and what it is for.
type setting struct{ key, name, value string }

// given reports whether a value says anything.
func (s setting) given() bool {
	is, _ := config.StandIn(s.key, s.value)
	return !is
}

// lacking lists the settings that are not there.
func lacking(settings ...setting) (items []Item) {
	for _, s := range settings {
		if !s.given() {
			_, none := config.StandIn(s.key, s.value)
			items = append(items, Item{
				Subject: configFile, Title: s.name, Fails: true,
				Says: diag.Text{ZH: "没有填写（" + s.key + "）" + none.ZH, EN: "not given (" + s.key + ")" + none.EN},
			})
		}
	}
	return items
}

// channel looks for a way in which citizens can ask: one is enough.
func channel(a *auditor, _ *Indicator) []Item {
	c := a.Config
	for _, s := range []setting{{value: c.Guide.Online}, {value: c.Portal.URL}, {value: c.Footer.Contact}} {
		if s.given() {
			return nil
		}
	}
	return lacking(setting{"guide.online", "网上咨询建言的渠道", ""})
}

// guideFields looks at the nine things that 条例第十二条 demands of the guide.
func guideFields(a *auditor, _ *Indicator) []Item {
	g := a.Config.Guide
	return lacking(
		setting{"guide.classification", "政府信息的分类", g.Classification},
		setting{"guide.arrangement", "编排体系", g.Arrangement},
		setting{"guide.access", "获取方式", g.Access},
		setting{"guide.department", "工作机构的名称", g.Department},
		setting{"guide.address", "办公地址", g.Address},
		setting{"guide.hours", "办公时间", g.Hours},
		setting{"guide.phone", "联系电话", g.Phone},
		setting{"guide.fax", "传真号码", g.Fax},
		setting{"guide.online", "互联网联系方式", g.Online},
	)
}

// metaSite looks at the labels that all pages have.
func metaSite(a *auditor, _ *Indicator) []Item {
	c := a.Config
	if c.Portal.Name != "" {
		return lacking(
			setting{"portal.name", "网站名称 SiteName", c.Portal.Name},
			setting{"portal.domain", "网站域名 SiteDomain", c.Portal.Domain},
			setting{"portal.id_code", "网站标识码 SiteIDCode", c.Portal.IDCode},
		)
	}
	return lacking(
		setting{"site.name", "网站名称 SiteName", c.Site.Name},
		setting{"site.domain", "网站域名 SiteDomain", c.Site.Domain},
		setting{"site.id_code", "网站标识码 SiteIDCode", c.Site.IDCode},
	)
}

// metaColumns looks at the labels of each column.
func metaColumns(a *auditor, _ *Indicator) (items []Item) {
	for i := range a.Catalog.Sections {
		cat := &a.Catalog.Sections[i].Category
		for _, item := range lacking(
			setting{"category.description", "栏目描述 ColumnDescription", cat.Description},
			setting{"category.keywords", "栏目关键词 ColumnKeywords", strings.Join(cat.Keywords, "")},
			setting{"category.column_type", "栏目类别 ColumnType", cat.ColumnType},
		) {
			item.Title = cat.Name + "：" + item.Title
			items = append(items, item)
		}
	}
	return items
}

// footer looks at what must stand at the foot of every page.
func footer(a *auditor, _ *Indicator) []Item {
	f, code := a.Config.Footer, a.Config.Site.IDCode
	if a.Config.Portal.IDCode != "" {
		code = a.Config.Portal.IDCode
	}
	return lacking(
		setting{"footer.organizer", "主办单位", f.Organizer},
		setting{"footer.contact", "联系方式", f.Contact},
		setting{"footer.badge_url", "党政机关网站标识", f.BadgeURL},
		setting{"footer.errors_url", "“我为政府网站找错”入口", f.ErrorsURL},
		setting{"site.id_code", "网站标识码", code},
		setting{"footer.icp", "ICP 备案编号", f.ICP},
		setting{"footer.police", "公安机关备案号", f.Police},
	)
}
