package main

import (
	"bytes"
	"cmp"
	"context"
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
	"gongkai/generator/tree"
	"gongkai/generator/wacz"
)

// archiveCommand is `gongkai archive FILE` and `gongkai archive --restore FILE DIR`.
type archiveCommand struct {
	File    string `arg:"" placeholder:"FILE" help:"help_archive_file"`
	Dir     string `arg:"" optional:"" placeholder:"DIR" help:"help_archive_dir"`
	Year    string `placeholder:"YEAR" help:"help_archive_year"`
	Restore bool   `help:"help_archive_restore"`
	Key     string `placeholder:"PUBKEY" help:"help_verify_key"`

	WithComments bool `help:"help_archive_comments"`
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
	if err := a.refusePlace(c); err != nil {
		return err
	}
	p, err := a.packing(c)
	if err != nil {
		return err
	}
	if err := p.choose(); err != nil {
		return err
	}
	if err := p.refuseComments(); err != nil {
		return err
	}
	if err := a.writePack(p.write); err != nil {
		return packFault(err)
	}
	c.say("归档包：%s，网站的 %d 个文件，移交 %d 件。", "pack: %s, %d files of the site, %d items handed over.", a.File, len(p.list)+len(p.signatures()), len(p.items))
	p.sayLeft()
	return nil
}

// refusePlace refuses to write a pack where it would be published, where there is no
// folder, and in the place of a file.
func (a *archiveCommand) refusePlace(c *call) error {
	place, dir := publishedIn(c, a.File), filepath.Dir(a.File)
	switch {
	case place != "":
		return refuse("%s 在 %s 里，会随网站公开；归档包请写到别的文件夹", "%s is in %s and would be published with the site; write the pack into another folder", a.File, place)
	case isMissing(dir):
		return refuse("没有 %s 这个文件夹；先建立它，或者写别的文件夹", "there is no folder %s; make it first, or name another", dir)
	}
	return a.refuseTaken()
}

// refuseTaken refuses to write a pack over what is there: it may be the only one of another
// year.
func (a *archiveCommand) refuseTaken() error {
	if isMissing(a.File) {
		return nil
	}
	return refuse("%s 已经有了，没有覆盖；换一个文件名，或者先把它移走、删去", "%s is there already and was not overwritten; give another name, or move or delete it first", a.File)
}

// sayLeft says what is in no part of the pack.
func (p *packing) sayLeft() {
	other := diag.Text{}
	if p.year != "" {
		other = diag.Text{ZH: "、别的年份的文档（网页都在；有链接指向它们的，恢复以后要补上才能再生成）", EN: ", sources of other years (their pages are in; what links to them is not built again without them)"}
	}
	cat := p.site.Catalog()
	p.say("没有收入：%d 篇不公开的文档（草稿、待审核、未到日期）、没有公布的文件和 records/ 的登记%s。", "left out: %d documents that are not public (drafts, unapproved, of later days), files that are not published, and what records/ records%s.",
		p.site.Documents()-len(cat.All)-len(cat.Withdrawn), other)
	if n := p.left.ledgers; n > 0 {
		p.say("依申请公开的台账 %d 本留在本单位，没有收入；收入的是由它统计的数字（applications.toml）。", "%d ledgers of applications stay with the office; what was counted of them is packed (applications.toml).", n)
	}
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
	p := &packing{call: c, year: a.Year, withComments: a.WithComments}
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
	if p.config, _, err = tree.ReadConfig(p.Source); err != nil {
		return nil, err
	}
	s, found, err := site.Load(opt, site.Resume(opt))
	if err != nil {
		return nil, err
	}
	// That it was the same before and behind makes it the one that was loaded.
	if now, _, err := tree.ReadConfig(p.Source); err != nil || !bytes.Equal(now, p.config) {
		return nil, cmp.Or(err, p.outdated(tree.Config.Name()))
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
	bar := newPhases(c)
	defer bar.clear()
	opt.Progress = func(done, total int) { bar.show("verify", done, total) }
	return attest.Verify(public, opt)
}

// writePack writes a file wholly or not at all, without holding it in memory.
func (a *archiveCommand) writePack(write func(io.Writer) error) (err error) {
	ctx, stop := untilStopped()
	defer stop()
	room, err := newScratch(filepath.Dir(a.File))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, room.remove()) }()
	f, err := os.OpenFile(room.path("pack"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err := errors.Join(write(stoppedAt{ctx, f}), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := a.refuseTaken(); err != nil { // meanwhile
		return err
	}
	return os.Rename(f.Name(), a.File)
}

// packFault says what is wrong with a pack.
func packFault(err error) error {
	var fault *wacz.Error
	if errors.As(err, &fault) {
		return wrongCall{diag.Text{ZH: fault.ZH, EN: fault.EN}}
	}
	if errors.Is(err, context.Canceled) {
		return refuse("已中断；没有写完的已经删去", "interrupted; what was not whole is gone")
	}
	return err
}
