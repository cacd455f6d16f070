package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gongkai/generator/attest"
	"gongkai/generator/diag"
	"gongkai/generator/edition"
	"gongkai/generator/publish"
	"gongkai/generator/site"
	"gongkai/generator/wacz"
)

// archiveCommand is `gongkai archive FILE` and `gongkai archive --restore FILE DIR`.
type archiveCommand struct {
	File    string `arg:"" placeholder:"FILE" help:"help_archive_file"`
	Dir     string `arg:"" optional:"" placeholder:"DIR" help:"help_archive_dir"`
	Year    string `placeholder:"YEAR" help:"help_archive_year"`
	Restore bool   `help:"help_archive_restore"`
	Key     string `placeholder:"PUBKEY" help:"help_verify_key"`
}

// The folders of a pack beside those of the format.
const (
	packedSources  = "source"
	packedManifest = "manifest"
	packedList     = "transfer"
)

// packEnds is how the name of a pack ends, which the format demands.
const packEnds = ".wacz"

// Run packs a released site for an archive, or restores one.
func (a *archiveCommand) Run(c *call) error {
	if a.Restore {
		return a.restore(c)
	}
	switch {
	case a.Dir != "":
		return refuse("多了一个参数 %s；恢复要写 gongkai archive --restore 文件 文件夹", "one argument too many, %s; to restore, write gongkai archive --restore FILE DIR", a.Dir)
	case !strings.HasSuffix(a.File, packEnds):
		return refuse("归档包的文件名要以 .wacz 结尾：%s", "the name of a pack ends with .wacz: %s", a.File+packEnds)
	}
	if err := refusePublic(c, a.File); err != nil {
		return err
	}
	p, err := a.packing(c)
	if err != nil {
		return err
	}
	if err := p.choose(); err != nil {
		return err
	}
	if err := writePack(a.File, p.write); err != nil {
		return packFault(err)
	}
	c.say("归档包：%s，网站的 %d 个文件，移交 %d 件。", "pack: %s, %d files of the site, %d items handed over.", a.File, len(p.list)+len(p.signatures()), len(p.items))
	p.sayLeft()
	return nil
}

// sayLeft says what is in no part of the pack.
func (p *packing) sayLeft() {
	other := diag.Text{}
	if p.year != "" {
		other = diag.Text{ZH: "、别的年份的文档（网页都在）", EN: ", sources of other years (their pages are in)"}
	}
	cat := p.site.Catalog()
	p.say("没有收入：%d 篇不公开的文档（草稿、待审核、未到日期）、没有公布的文件、layouts/ 和 records/%s。", "left out: %d documents that are not public (drafts, unapproved, of later days), files that are not published, layouts/ and records/%s.",
		p.site.Documents()-len(cat.All)-len(cat.Withdrawn), other)
	if n := p.left.notices; n > 0 {
		p.say("已撤下的 %d 篇只收入撤下说明所需的（日期、原因、网址），没有标题和正文。", "of %d withdrawn documents, only what their notices are made of is packed (day, reason, addresses), and neither title nor text.", n)
	}
	if n := p.left.recorded; n > 0 {
		p.say("其中 %d 篇没有审核完，只有 records/published.tsv 说明它公开过：恢复以后没有 records/ 的，生成的网站没有它的撤下说明；请另外保存 records/。", "%d of these were never fully approved, and only records/published.tsv says that they were public: a restored site without records/ is built without their notices; keep records/ as well.", n)
	}
	if n := p.left.titled; n > 0 {
		p.say("其中 %d 篇的撤下说明显示标题，标题要整篇审核过才能显示：恢复以后生成的说明没有标题。", "the notices of %d of these show titles, which only an approval of all of the document allows: built from what is restored, they have none.", n)
	}
}

// packing reads and verifies what is to be packed.
func (a *archiveCommand) packing(c *call) (*packing, error) {
	opt, err := c.options()
	if err != nil {
		return nil, err
	}
	p := &packing{call: c, year: a.Year}
	if _, err := time.Parse("2006", a.Year); a.Year != "" && err != nil {
		return nil, refuse("--year 要写四位数字的年份，例如 2017：%s", "--year takes a year of four digits, such as 2017: %s", a.Year)
	}
	if isMissing(filepath.Join(c.out(), edition.SumsPath)) {
		return nil, refuse("网站没有用 gongkai release 发布（没有 %s）；先运行 gongkai release", "the site was not released (there is no %s); run gongkai release first", filepath.Join(c.out(), edition.SumsPath))
	}
	if p.public, err = releasedTree(c, ""); err != nil {
		return nil, err
	}
	if p.report, err = attested(c, p.public, a.Key); err != nil {
		return nil, err
	}
	if len(p.report.Findings) > 0 {
		if err := tellVerified(c, p.report); err != nil {
			return nil, err
		}
		return nil, refuse("发布的网站核对不上，不能归档；先运行 gongkai release", "the released site does not verify and is not archived; run gongkai release first")
	}
	s, found, err := site.Load(opt, site.Resume(opt))
	if err != nil {
		return nil, err
	}
	if s == nil {
		c.report(found)
		return nil, refuse("网站有错误，不能归档；先改正，再运行 gongkai release", "the site has errors and is not archived; mend them, and run gongkai release")
	}
	if s.Config().Site.BaseURL == "" {
		return nil, refuse("config.toml 里没有 base_url：归档包按网址保存网页；写上 [site] base_url = \"https://…/\"", "config.toml has no base_url, and a pack keeps pages by their addresses; add [site] base_url = \"https://…/\"")
	}
	p.site = s
	return p, p.read()
}

// attested verifies a released site, with the key that is given or its own.
func attested(c *call, public attest.Tree, key string) (*attest.Report, error) {
	opt := attest.Options{Marker: publish.Marker, MarkerText: markerText}
	if key != "" {
		var err error
		if opt.Key, err = publicKey(key); err != nil {
			return nil, err
		}
	}
	bar := newProgress(c)
	defer bar.clear()
	opt.Progress = func(done, total int) { bar.show("verify", done, total) }
	return attest.Verify(public, opt)
}

// writePack writes a file wholly or not at all, without holding it in memory.
func writePack(name string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".gongkai-*"+packEnds)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing is there when it has been renamed
	if err := errors.Join(write(f), f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// packFault says what is wrong with a pack.
func packFault(err error) error {
	var fault *wacz.Error
	if errors.As(err, &fault) {
		return wrongCall{diag.Text{ZH: fault.ZH, EN: fault.EN}}
	}
	return err
}
