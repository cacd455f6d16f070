package main

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gongkai/generator/attest"
	"gongkai/generator/diag"
	"gongkai/generator/edition"
	"gongkai/generator/minisign"
	"gongkai/generator/page"
	"gongkai/generator/rewrite"
	"gongkai/generator/site"
	"gongkai/generator/translog"
)

// proveCommand is `gongkai prove PAGE` and `gongkai prove FILE --check PROOF`.
type proveCommand struct {
	Page    string   `arg:"" placeholder:"PATH" help:"help_prove_page"`
	To      string   `placeholder:"DIR" default:"." help:"help_prove_to"`
	Check   string   `placeholder:"FILE" help:"help_prove_check"`
	Key     string   `placeholder:"PUBKEY" help:"help_verify_key"`
	Witness []string `placeholder:"NAME=PUBKEY" sep:"none" help:"help_verify_witness"`
}

// Run writes the proof of a page, or checks one.
func (p *proveCommand) Run(c *call) error {
	if p.Check != "" {
		return p.check(c)
	}
	if strings.Contains(p.Page, "://") {
		return refuse("写网站里的路径，不写网址：%s；例如 gongkai prove policies/2017/0003.html", "a path in the site is wanted and no address: %s; such as gongkai prove policies/2017/0003.html", p.Page)
	}
	tree, err := releasedTree(c, "")
	if err != nil {
		return err
	}
	key, err := p.key(tree)
	if err != nil {
		return err
	}
	address := provenAddress(p.Page)
	ev, err := attest.Prove(tree, address, *key)
	if err != nil {
		return unproven(c, address, err)
	}
	if real, out := existing(p.To), existing(c.out()); real == out || strings.HasPrefix(real, out+string(filepath.Separator)) {
		return refuse("证明不要写到网站的文件夹 %s 里；用 --to 写明别的文件夹", "a proof is not written into the folder of the site, %s; name another one with --to", out)
	}
	if err := os.MkdirAll(p.To, 0o777); err != nil {
		return err
	}
	name := strings.ReplaceAll(address, "/", "-") + ".proof"
	for _, f := range []edition.File{{Path: name, Data: ev.Proof.Text()}, {Path: name + ".html", Data: ev.Page(name, scheme(c, ev.Checkpoint.Origin))}} {
		if err := rewrite.File(filepath.Join(p.To, f.Path), f.Data, 0o644); err != nil {
			return err
		}
	}
	c.say("证明：%[1]s；给人看的：%[1]s.html。和网页文件一起交出去。", "proof: %[1]s; for people: %[1]s.html. Hand them out with the file itself.", filepath.Join(p.To, name))
	return nil
}

// scheme says how a site is reached whose log has an origin, as far as its configuration is
// at hand and is that of the log.
func scheme(c *call, of string) string {
	cfg, _, err := site.Config(c.Source)
	if err != nil || cfg == nil {
		return ""
	}
	if c.BaseURL != "" {
		cfg.Site.SetBaseURL(c.BaseURL)
	}
	if origin(cfg) != of {
		return ""
	}
	before, _, _ := strings.Cut(cfg.Site.BaseURL, "://")
	return before + "://"
}

// provenAddress is the address of what is named: a file of content/, or of the site.
func provenAddress(name string) string {
	path := strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "./")
	path = strings.TrimPrefix(strings.TrimPrefix(path, "public/"), "/")
	if file, ok := strings.CutPrefix(path, "content/"); ok {
		path = file
	}
	if strings.HasSuffix(path, ".md") {
		path = page.URL(path)
	}
	return path
}

// key is the public key that is given, or that of the site.
func (p *proveCommand) key(tree attest.Tree) (*minisign.PublicKey, error) {
	if p.Key != "" {
		return publicKey(p.Key)
	}
	f, err := tree.Open(edition.KeyPath)
	if err != nil {
		return nil, refuse("网站上没有发布日志；先运行 gongkai release", "the site has no log; run gongkai release first")
	}
	f.Close()
	return publicKey(filepath.Join(string(tree.(attest.Folder)), filepath.FromSlash(edition.KeyPath)))
}

// check verifies a proof of a file.
func (p *proveCommand) check(c *call) error {
	if p.Key == "" {
		return refuse("核对证明要写明公钥：--key RW…（该单位在网站以外公布的）", "to check a proof takes the key: --key RW…, which the office has made known elsewhere than on its site")
	}
	key, err := publicKey(p.Key)
	if err != nil {
		return err
	}
	opt := attest.Options{Key: key}
	for _, text := range p.Witness {
		w, err := witnessOf(text)
		if err != nil {
			return err
		}
		opt.Witnesses = append(opt.Witnesses, w)
	}
	text, err := os.ReadFile(p.Check)
	if err != nil {
		return refuse("没有这个文件：%s", "there is no file %s", p.Check)
	}
	data, err := os.ReadFile(p.Page)
	if err != nil && strings.Contains(p.Page, "://") {
		return refuse("核对的是文件，不是网址：%s；先把网页另存下来，再写它的文件名", "a file is checked and no address: %s; save the page, and name its file", p.Page)
	}
	if err != nil {
		return refuse("没有这个文件：%s", "there is no file %s", p.Page)
	}
	proof, err := translog.ParseProof(text)
	var ev *attest.Evidence
	if err == nil {
		ev, err = attest.Check(proof, sha256.Sum256(data), opt)
	}
	if errors.Is(err, attest.ErrUnlogged) {
		err = errOtherFile
	}
	if err != nil {
		return unproven(c, p.Page, err)
	}
	c.say("证明成立：%s 的发布日志在 %s 登记了 %s，文件没有改动。", "the proof holds: the log of %s tells on %s of %s, and the file is unchanged.", ev.Checkpoint.Origin, ev.Entry.Logged, ev.Entry.Address)
	for _, at := range ev.Witnessed {
		c.say("见证：最晚在 %s 已经登记。", "witnessed: it was logged by %s.", at.Format("2006-01-02 15:04:05Z07:00"))
	}
	return nil
}

// errOtherFile says that a file is not the one that a proof is of.
var errOtherFile = errors.New("the file is not the one of the proof")

// unproven says that there is no proof, or none that holds.
func unproven(c *call, path string, err error) error {
	text := spoken(err)
	var fault *translog.Error
	switch {
	case errors.Is(err, errOtherFile):
		text = diag.Text{ZH: "证明不成立：这个文件与证明里的不符", EN: "the proof does not hold: this file is not the one that it is of"}
	case errors.Is(err, attest.ErrUnlogged):
		text = diag.Text{ZH: "发布日志最后登记的不是这个文件现在的内容，或者没有登记过（只登记文档和附件）", EN: "the log does not tell of this file as it is, or of none at that address (documents and attachments are logged)"}
	case errors.Is(err, fs.ErrNotExist):
		return refuse("网站上没有发布日志；先运行 gongkai release", "the site has no log; run gongkai release first")
	case !errors.As(err, &fault):
		return err
	}
	c.status = exitSite
	if c.JSON {
		return jsonLine(c, verified{attest.Unlogged, path, text.In(c.Lang)})
	}
	object(c, "%s：%s", "%s: %s", path, text)
	return nil
}
