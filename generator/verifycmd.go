package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gongkai/generator/attest"
	"gongkai/generator/diag"
	"gongkai/generator/minisign"
	"gongkai/generator/publish"
	"gongkai/generator/translog"
)

// verifyCommand is `gongkai verify [DIR|URL]`.
type verifyCommand struct {
	Target  string   `arg:"" optional:"" placeholder:"DIR|URL" help:"help_verify_target"`
	Key     string   `placeholder:"PUBKEY" help:"help_verify_key"`
	Since   string   `placeholder:"FILE" help:"help_verify_since"`
	Witness []string `placeholder:"NAME=PUBKEY" sep:"none" help:"help_verify_witness"`
}

// markerText is what [publish.Marker] holds before the id of the tree.
const markerText = "gongkai\n"

// Run holds a released site against its list, its signature and its log.
func (v *verifyCommand) Run(c *call) error {
	opt := attest.Options{Marker: publish.Marker, MarkerText: markerText}
	tree, err := releasedTree(c, v.Target)
	if err == nil && v.Key != "" {
		opt.Key, err = publicKey(v.Key)
	}
	if err == nil && v.Since != "" {
		opt.Since, err = checkpointFile(v.Since)
	}
	for _, text := range v.Witness {
		if err == nil {
			var w translog.Witness
			w, err = witnessOf(text)
			opt.Witnesses = append(opt.Witnesses, w)
		}
	}
	if err != nil {
		return err
	}
	bar := newPhases(c)
	opt.Progress = func(done, total int) { bar.show("verify", done, total) }
	report, err := attest.Verify(tree, opt)
	bar.clear()
	if err != nil {
		return err
	}
	return tellVerified(c, report)
}

// releasedTree is the site that is named: a folder, the address of a server, or what the
// site here has published.
func releasedTree(c *call, target string) (attest.Tree, error) {
	if strings.HasPrefix(target, "http://") || strings.HasPrefix(target, "https://") {
		tree, err := attest.Web(target, http.DefaultTransport)
		if err != nil {
			return nil, refuse("不是网站的网址：%s", "this is not the address of a site: %s", target)
		}
		return tree, nil
	}
	if target == "" {
		target = c.out()
	}
	real, err := filepath.EvalSymlinks(target)
	if err != nil {
		return nil, refuse("没有这个文件夹：%s", "there is no folder %s", target)
	}
	if info, err := os.Stat(real); err != nil || !info.IsDir() {
		return nil, refuse("%s 不是文件夹；写网站的文件夹，或者 https:// 开头的网址", "%s is no folder; name the folder of the site, or its address with https://", target)
	}
	return attest.Folder(real), nil
}

// publicKey reads a public key: the line itself, or a file that has it.
func publicKey(text string) (*minisign.PublicKey, error) {
	if data, err := os.ReadFile(text); err == nil {
		text = string(data)
	}
	key, err := minisign.ParsePublicKey(text)
	if err != nil {
		return nil, refuse("不是公钥：%s（RW 开头的一行，或者 .pub 文件）", "this is no public key: %s (a line that begins with RW, or a .pub file)", text)
	}
	return &key, nil
}

// witnessOf reads the name of a witness and its key.
func witnessOf(text string) (w translog.Witness, err error) {
	name, key, ok := strings.Cut(text, "=")
	if !ok || !translog.IsName(name) {
		return w, refuse("--witness 要写成 名称=公钥：%s", "--witness takes NAME=KEY: %s", text)
	}
	public, err := publicKey(key)
	if err == nil {
		w = translog.Witness{Name: name, Key: public.Ed25519()}
	}
	return w, err
}

// checkpointFile reads a checkpoint that somebody has kept.
func checkpointFile(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, refuse("没有这个文件：%s", "there is no file %s", name)
	}
	if err == nil {
		if _, wrong := translog.ParseCheckpoint(data); wrong != nil {
			return nil, refuse("%s 不是发布日志的检查点（网站上的 log/checkpoint）", "%s is no checkpoint of a log (log/checkpoint of the site)", name)
		}
	}
	return data, err
}

// kindNames are the kinds of findings, for people.
var kindNames = map[attest.Kind]string{
	attest.Changed: "改动", attest.Missing: "缺少", attest.Extra: "多出", attest.Link: "链接", attest.Signature: "签名",
	attest.Log: "日志", attest.History: "历史", attest.Unlogged: "登记", attest.Witness: "见证", attest.Unread: "未读",
}

// verified is one line of JSON about a finding.
type verified struct {
	Kind attest.Kind `json:"kind"`
	Path string      `json:"path,omitempty"`
	Text string      `json:"text"`
}

// verdictLine is the last line of JSON.
type verdictLine struct {
	Verified  bool        `json:"verified"`
	Findings  int         `json:"findings"`
	Files     int         `json:"files"`
	Entries   int64       `json:"entries"`
	Day       string      `json:"day,omitempty"`
	Key       string      `json:"key,omitempty"`
	OwnKey    bool        `json:"own_key"`
	Listed    bool        `json:"extra_searched"`
	Skipped   []string    `json:"skipped,omitempty"`
	Witnessed []time.Time `json:"witnessed,omitempty"`
}

// tellVerified says what was found.
func tellVerified(c *call, r *attest.Report) error {
	if len(r.Findings) > 0 {
		c.status = exitSite
	}
	for _, f := range r.Findings {
		text := diag.Text{ZH: f.ZH, EN: f.EN}
		if !c.JSON {
			object(c, "%[1]s %[3]s：%[4]s", "%[2]s %[3]s: %[4]s", kindNames[f.Kind], string(f.Kind), f.Path, text)
			continue
		}
		if err := jsonLine(c, verified{f.Kind, f.Path, text.In(c.Lang)}); err != nil {
			return err
		}
	}
	if c.JSON {
		line := verdictLine{len(r.Findings) == 0, len(r.Findings), r.Files, r.Entries, r.Day, "", r.OwnKey, r.Listed, r.Skipped, r.Witnessed}
		if r.Key != (minisign.PublicKey{}) {
			line.Key = r.Key.String()
		}
		return jsonLine(c, line)
	}
	if len(r.Skipped) > 0 {
		c.say("没有核对 %s：服务器自己要用，不原样发送。", "Not verified: %s, which the server needs itself and does not send as they are.", diag.Text{ZH: strings.Join(r.Skipped, "、"), EN: strings.Join(r.Skipped, ", ")})
	}
	if len(r.Findings) > 0 {
		c.say("核对了 %d 个文件，%d 处不符。", "%d files verified; %d findings.", r.Files-len(r.Skipped), len(r.Findings))
		return nil
	}
	c.say("核对了 %d 个文件，都和 %s 发布时一样；发布日志 %d 条，完整。", "%d files verified: all are as they were released on %s; the log of %d entries is whole.", r.Files-len(r.Skipped), r.Day, r.Entries)
	for _, at := range r.Witnessed {
		c.say("见证：检查点在 %s 已经存在。", "witnessed: the checkpoint existed at %s.", at.Format(time.RFC3339))
	}
	if r.OwnKey {
		c.say("注意：公钥 %s 取自网站自己；请和本单位在别处公布的核对，或者用 --key 写明。", "Note: the key %s is the one in the site itself; compare it with the one that the office has made known elsewhere, or give that with --key.", r.Key.String())
	}
	if r.Also {
		c.say("另一个签名 SHA256SUMS.sig 没有换过；它是不是那个单位签的，要用签它的工具核对。", "The other signature, SHA256SUMS.sig, is the one that was released; whether it fits is for the tool that has made it.")
	}
	if !r.Listed {
		c.say("从网址核对，看不出服务器上有没有多出的文件。", "From outside it cannot be seen whether the server has files that were never released.")
	}
	return nil
}

// jsonLine prints a value as a line.
func jsonLine(c *call, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return c.data(c.stdout, append(data, '\n'))
}
