package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"gongkai/generator/attest"
	"gongkai/generator/minisign"
	"gongkai/generator/rewrite"
	"gongkai/generator/translog"
	"gongkai/generator/witness"
)

// witnessCommand is `gongkai witness DIR|URL`.
type witnessCommand struct {
	Target string `arg:"" placeholder:"DIR|URL" help:"help_witness_target"`
	Name   string `required:"" placeholder:"WITNESS" help:"help_witness_name"`
	Memory string `required:"" placeholder:"DIR" help:"help_witness_memory"`
	Key    string `placeholder:"KEYFILE" help:"help_release_key"`
	Office string `placeholder:"PUBKEY" help:"help_witness_office"`
	Output string `short:"o" placeholder:"FILE" help:"help_witness_output"`
}

// Run signs the checkpoint of another office's log, if it goes on with what was signed
// before.
func (w *witnessCommand) Run(c *call) error {
	if !translog.IsName(w.Name) {
		return refuse("--name 里不能有空格、加号和控制字符，不能太长：%s", "--name has no blanks, plus signs and control characters, and is not too long: %s", w.Name)
	}
	if err := w.writable(); err != nil {
		return err
	}
	tree, err := releasedTree(c, w.Target)
	if err != nil {
		return err
	}
	as := witness.As{Name: w.Name}
	if w.Office != "" {
		if as.Office, err = publicKey(w.Office); err != nil {
			return err
		}
	}
	key, err := openKey(c, w.Key)
	if err != nil {
		return err
	}
	log, checkpoint, err := attest.LoadLog(tree, func(checkpoint []byte) error { return witness.Trusted(w.Memory, checkpoint, as.Office) })
	if errors.Is(err, fs.ErrNotExist) {
		return refuse("%s 没有完整的发布日志", "%s has no whole log", w.Target)
	}
	if err != nil {
		return w.refused(c, err)
	}
	as.Key, as.By, as.At = key.Public(), key, time.Now()
	signed, err := witness.Sign(w.Memory, log, checkpoint, as)
	if err != nil {
		return w.refused(c, err)
	}
	if w.Output == "" {
		return c.data(c.stdout, signed)
	}
	if err := rewrite.File(w.Output, signed, 0o644); err != nil {
		return err
	}
	c.say("见证了 %s 的检查点（%d 条）：%s。交给对方：gongkai release --cosigned %s", "witnessed the checkpoint of %s (%d entries): %s. The office publishes it with gongkai release --cosigned %s", log.Origin(), log.Size(), w.Output, filepath.Base(w.Output))
	return nil
}

// writable refuses an output that cannot be a file, before anything is remembered as
// signed.
func (w *witnessCommand) writable() error {
	if w.Output == "" {
		return nil
	}
	if info, err := os.Stat(w.Output); err == nil && info.IsDir() {
		return refuse("-o %[1]s 是文件夹；写文件名，例如 -o %[2]s", "-o %[1]s is a folder; name a file, such as -o %[2]s", w.Output, filepath.Join(w.Output, "checkpoint"))
	}
	if info, err := os.Stat(filepath.Dir(w.Output)); err != nil || !info.IsDir() {
		return refuse("没有文件夹 %s，-o 写不到那里", "there is no folder %s for -o", filepath.Dir(w.Output))
	}
	return nil
}

// refused says why nothing was signed. What contradicts an earlier signature is a finding
// about the other office, and not a wrong call.
func (w *witnessCommand) refused(c *call, err error) error {
	var fault *translog.Error
	var key *minisign.Error
	switch {
	case errors.Is(err, witness.ErrUnknown):
		return refuse("第一次见证这个日志，要写明对方的公钥：--office RW…（从对方的公函或者公告栏取得，不要取自网站）", "this log is witnessed for the first time: give the key of its office with --office RW…, from a letter of theirs and not from the site")
	case errors.Is(err, witness.ErrBusy):
		return refuse("另一个 gongkai 正在见证这个日志，等它结束再试一次", "another gongkai is witnessing this log; try again when it has ended")
	case errors.As(err, &key):
		return signing(err)
	case !errors.As(err, &fault):
		return err
	}
	c.status = exitSite
	text := spoken(err)
	if c.JSON {
		return jsonLine(c, verified{attest.History, w.Target, text.In(c.Lang)})
	}
	object(c, "没有见证：%s", "not witnessed: %s", text)
	return nil
}
