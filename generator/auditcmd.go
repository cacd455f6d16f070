package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/audit"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/outside"
	"gongkai/generator/page"
	"gongkai/generator/requests"
	"gongkai/generator/rewrite"
	"gongkai/generator/site"
	"gongkai/generator/site/record"
	"gongkai/generator/tree"
	"gongkai/generator/verdict"
	"gongkai/generator/weight"
)

// auditCommand is `gongkai audit`.
type auditCommand struct {
	Profile  string `default:"national" placeholder:"PROFILE" help:"help_audit_profile"`
	HTML     string `name:"html" placeholder:"FILE" help:"help_audit_html"`
	Calendar string `placeholder:"FILE" help:"help_audit_calendar"`
	Stale    bool   `help:"help_audit_stale"`
	Links    bool   `help:"help_audit_links"`
	Intranet bool   `help:"help_audit_intranet"`
	All      bool   `help:"help_all"`
}

// inCalendar is how many days the calendar looks ahead.
const inCalendar = 90

// Run judges the site as an inspector would. Nothing is rendered: of the texts it knows
// what the last build has recorded.
func (a *auditCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	for _, file := range []string{a.HTML, a.Calendar} {
		if err := refusePublic(c, file); err != nil {
			return err
		}
	}
	profile, err := a.profile(c)
	if profile == nil || err != nil {
		return err
	}
	last := site.Resume(opt)
	s, found, err := site.Load(opt, last)
	if err != nil {
		return err
	}
	if s == nil {
		c.report(found)
		return nil
	}
	known, err := s.Findings(false)
	if err != nil {
		return err
	}
	in, err := auditInput(s, opt)
	if err != nil {
		return err
	}
	in.Found, in.Stale, in.Pages = known.Diagnostics, a.Stale, frontPages(c.out(), s.Config())
	if a.Links {
		found, err := a.askOutside(c, opt, known.Outside, s.Config())
		if err != nil {
			return err
		}
		in.Found, in.Asked = slices.Concat(in.Found, found), true
	}
	r := audit.Run(profile, in)
	if err := a.write(c, r); err != nil {
		return err
	}
	if errors, _ := diag.Count(known.Diagnostics); errors > 0 {
		c.say("\n网站还有 %d 个错误，生成不了：运行 gongkai check 查看。", "\nThe site has %d errors and cannot be built: see gongkai check.", errors)
	}
	switch {
	case last == nil:
		c.say("\n网站还没有在这里生成过（或者程序换了版本），正文里的链接没有检查：先运行 gongkai build。", "\nThe site has not been built here (or by another version of the program), and links in texts were not checked: run gongkai build first.")
	case known.Unread > 0:
		c.say("\n有 %d 篇的正文在上次生成以后改动过，里面的链接没有检查：先运行 gongkai build。", "\n%d texts have changed since the last build, and their links were not checked: run gongkai build first.", known.Unread)
	}
	if r.Vetoes > 0 {
		c.status = exitSite
	}
	return nil
}

// askOutside asks whether what the site links to on other sites is there. Only this, and
// verify and witness of an address, use a network, and only when told to.
func (a *auditCommand) askOutside(c *call, opt site.Options, links []outside.Link, cfg *config.Config) ([]diag.Diagnostic, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	p := newPhases(c)
	checker := outside.Checker{
		Today: opt.Today, Intranet: a.Intranet, Cache: filepath.Join(opt.Source, ".build", "links.json"),
		Progress: func(done, all int) { p.show("links", done, all) },
	}
	found, stats, err := checker.Check(ctx, append(links, settingLinks(opt.Source, cfg)...))
	p.clear()
	switch {
	case errors.Is(err, outside.ErrOffline):
		return nil, refuse("没有一个网站有回答，这台电脑多半没有联网；站外链接没有检查", "no site has answered; this machine seems not to be connected, and no links were checked")
	case err != nil:
		return nil, err
	}
	c.say("站外链接 %d 个，这次问了 %d 个。", "%d addresses on other sites, of which %d were asked for this time.", stats.Addresses, stats.Asked)
	if stats.Left > 0 {
		c.say("还有 %d 个没有问：再运行一次。", "%d more were not: run it again.", stats.Left)
	}
	return found, nil
}

// settingLinks are the links that config.toml puts on every page, with their lines.
func settingLinks(source string, cfg *config.Config) (list []outside.Link) {
	data, err := os.ReadFile(filepath.Join(source, tree.Config.Name()))
	if err != nil {
		return nil // it has just been read: somebody takes it away
	}
	addresses := []string{cfg.Portal.URL, cfg.Footer.BadgeURL, cfg.Footer.ErrorsURL}
	for _, link := range cfg.Footer.Links {
		addresses = append(addresses, link.URL)
	}
	for _, address := range addresses {
		if at := bytes.Index(data, []byte(address)); at >= 0 && address != "" {
			list = append(list, outside.Link{URL: address, Pos: diag.Locate(tree.Config.Name(), data, at)})
		}
	}
	return list
}

// auditInput is what a site is judged by, without the findings.
func auditInput(s *site.Site, opt site.Options) (audit.Input, error) {
	open, misread, err := requests.Read(opt.Source)
	return audit.Input{
		Config: s.Config(), Catalog: s.Catalog(), Calendar: s.Calendar(), Today: opt.Today, Published: s.Published(),
		Applications: open, Misread: misread, Waivers: s.Waivers(),
	}, err
}

// frontPages weighs the home page and the front pages of the categories, as far as they
// are published.
func frontPages(out string, cfg *config.Config) (list []weight.Page) {
	names := []string{"index.html"}
	for _, c := range cfg.Categories {
		names = append(names, c.Key+"/index.html")
	}
	dir := os.DirFS(out)
	for _, name := range names {
		if p, err := weight.Of(dir, name); err == nil {
			list = append(list, p)
		}
	}
	return list
}

// profile reads the profile: one that comes with the program, by its name, or a file.
// Where it has faults they are reported, and it is nil.
func (a *auditCommand) profile(c *call) (*audit.Profile, error) {
	if slices.Contains(audit.ShippedNames(), a.Profile) {
		p, _ := audit.Shipped(a.Profile)
		return p, nil
	}
	data, err := os.ReadFile(a.Profile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, refuse("没有指标文件 %s；随程序的有：%s", "there is no profile %s; those that come with the program are %s", a.Profile, strings.Join(audit.ShippedNames(), "、"))
	}
	if err != nil {
		return nil, err
	}
	p, found := audit.ParseProfile(filepath.ToSlash(a.Profile), data)
	c.report(found)
	return p, nil
}

// write shows the report in the ways asked for.
func (a *auditCommand) write(c *call, r *audit.Report) error {
	if a.HTML != "" {
		if err := rewrite.File(a.HTML, verdict.HTML(r, c.Lang), 0o644); err != nil {
			return err
		}
	}
	if a.Calendar != "" {
		if err := rewrite.File(a.Calendar, verdict.Calendar(r, c.Lang, inCalendar), 0o644); err != nil {
			return err
		}
	}
	if c.JSON {
		data, err := verdict.JSON(r, c.Lang)
		if err != nil {
			return err
		}
		return c.data(c.stdout, data)
	}
	limit := shown
	if a.All {
		limit = 0
	}
	if !c.Quiet || r.Vetoes > 0 {
		c.print(c.stdout, verdict.Text(r, c.Lang, limit))
	}
	return nil
}

// refusePublic refuses to write what is for the office alone where it would be published.
func refusePublic(c *call, file string) error {
	if place := publishedIn(c, file); place != "" {
		return refuse("%s 在 %s 里，会随网站公开；检查结果只给本单位看，请写到别的地方", "%s is in %s and would be published with the site; this is for the office alone: write it elsewhere", file, place)
	}
	return nil
}

// publishedIn returns the folder for which a file would be published: the published one
// itself, or one of the sources; "" for none.
func publishedIn(c *call, file string) string {
	if file == "" {
		return ""
	}
	places := []string{c.out()}
	for _, root := range tree.Roots() {
		places = append(places, filepath.Join(c.Source, root))
	}
	for _, place := range places {
		if rewrite.Within(file, place) {
			return place
		}
	}
	return ""
}

// reminded is how many things to come a build keeps in mind, and shownDue how many it
// shows: on later days on which nothing changes, the first of them are over.
const (
	reminded = 12
	shownDue = 3
)

// remind says what falls due next.
func remind(s *site.Site, opt site.Options) (list []record.Reminder) {
	in, err := auditInput(s, opt)
	if err != nil {
		in.Applications = nil // the build goes on: `gongkai audit` says why
	}
	for _, d := range audit.Next(in, reminded) {
		list = append(list, record.Reminder{Day: d.Day, Title: d.Title, Says: about(d)})
	}
	return list
}

// about says what about a thing falls due.
func about(d audit.Due) diag.Text {
	if d.Indicator == nil {
		return d.Says
	}
	return diag.Text{ZH: d.Says.ZH + "，过后不合格", EN: d.Says.EN + ", and fails after that"}
}

// sayDue prints what falls due next, in one line.
func sayDue(c *call, today page.Date, list []record.Reminder) {
	var parts []string
	for _, r := range list {
		if r.Day.Day >= today.Day && len(parts) < shownDue {
			parts = append(parts, r.Day.DayString()+" "+r.Title+diag.Text{ZH: "（" + r.Says.ZH + "）", EN: " (" + r.Says.EN + ")"}.In(c.Lang))
		}
	}
	if parts != nil {
		c.say("接下来到期（gongkai audit 有说明）：%s", "Due next (see gongkai audit): %s", strings.Join(parts, diag.Text{ZH: "；", EN: "; "}.In(c.Lang)))
	}
}
