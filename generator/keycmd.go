package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"unicode/utf8"

	"golang.org/x/term"

	"gongkai/generator/diag"
	"gongkai/generator/minisign"
	"gongkai/generator/progress"
)

// keyCommand is `gongkai key new [FILE]` and `gongkai key show [FILE]`.
type keyCommand struct {
	Action string `arg:"" enum:"new,show" placeholder:"ACTION" help:"help_key_action"`
	File   string `arg:"" optional:"" placeholder:"KEYFILE" help:"help_key_file"`
}

// passphraseVariable is where a scheduled release finds the passphrase of its key.
const passphraseVariable = "GONGKAI_PASSPHRASE"

// publicSuffix is what the file of a public key has behind the name of the private one's.
const publicSuffix = ".pub"

// Run makes a key, or shows the public one.
func (k *keyCommand) Run(c *call) error {
	file, err := releaseKeyFile(k.File)
	if err != nil {
		return err
	}
	if k.Action == "show" {
		return showKey(c, file)
	}
	if err := outsideSites(c, file); err != nil {
		return err
	}
	if _, err := os.Lstat(file); err == nil {
		return refuse("%s 已经有了，没有改动；要另建一把，写另一个文件名", "%s is there already and was left as it is; name another file for another key", file)
	}
	passphrase, err := newPassphrase(c)
	if err != nil {
		return err
	}
	key, err := minisign.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	sealed, err := key.Seal(passphrase, rand.Reader)
	if err != nil {
		return signing(err)
	}
	if err := writeKey(file, sealed, key.Public()); err != nil {
		return err
	}
	c.say("私钥：%s（有口令；只有您能读）。备份到网站以外的地方，口令另外保管。", "private key: %s (encrypted; only you can read it). Keep a copy away from the site, and the passphrase elsewhere.", file)
	c.say("公钥：%s", "public key: %s", key.Public().String())
	c.say("请把公钥公布在网站以外的地方（公告栏、上级网站），别人才能用它核对。", "Make the public key known in places other than the site, so that others can verify with it.")
	return nil
}

// showKey prints the public key.
func showKey(c *call, file string) error {
	data, err := os.ReadFile(file + publicSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return refuse("没有公钥文件 %s；新建密钥用 gongkai key new", "there is no public key %s; gongkai key new makes one", file+publicSuffix)
	}
	if err != nil {
		return err
	}
	key, err := minisign.ParsePublicKey(string(data))
	if err != nil {
		return signing(err)
	}
	return c.data(c.stdout, []byte(key.String()+"\n"))
}

// releaseKeyFile is the file of the private key: the one that is named, or the user's own.
func releaseKeyFile(name string) (string, error) {
	if name != "" {
		return filepath.Abs(name)
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", refuse("不知道您的个人文件夹在哪里；请写明密钥文件", "it is not known where your own folder is; name the file of the key")
	}
	return filepath.Join(dir, "gongkai", "release.key"), nil
}

// outsideSites refuses a place for a private key in which it would be published or
// committed: in a site, or in a folder under version control.
func outsideSites(c *call, file string) error {
	dir := existing(filepath.Dir(file))
	out := existing(c.out())
	for at := dir; ; at = filepath.Dir(at) {
		_, git := os.Lstat(filepath.Join(at, ".git"))
		if isSite(at) || git == nil || at == out && c.Out != "" {
			return refuse("私钥不能放在 %s 里：它是网站或者版本库，会被公开或者提交；请写网站以外的文件", "a private key must not lie in %s, which is a site or under version control: it would be published or committed; name a file elsewhere", at)
		}
		if at == filepath.Dir(at) {
			return nil
		}
	}
}

// existing returns the nearest folder that is there, with all links resolved.
func existing(dir string) string {
	for {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			if abs, err := filepath.Abs(real); err == nil {
				return abs
			}
			return real
		}
		if dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// writeKey writes the two files of a key, or neither. Neither may be there.
func writeKey(file string, sealed []byte, public minisign.PublicKey) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	if err := createFile(file+publicSuffix, public.File(), 0o644); err != nil {
		return err
	}
	if err := createFile(file, sealed, 0o600); err != nil {
		return errors.Join(err, os.Remove(file+publicSuffix)) // it would stand in the way of the next attempt
	}
	return nil
}

// createFile writes a file that is not there yet. What it has begun and could not finish,
// it removes.
func createFile(name string, data []byte, mode os.FileMode) error {
	out, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, fs.ErrExist) {
		return refuse("%s 已经有了，没有改动；要另建一把，写另一个文件名", "%s is there already and was left as it is; name another file for another key", name)
	}
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}

// newPassphrase asks twice for the passphrase of a new key.
func newPassphrase(c *call) ([]byte, error) {
	const least = 8
	first, err := passphrase(c, diag.Text{ZH: "新密钥的口令", EN: "Passphrase of the new key"})
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(first)) == 0 {
		return nil, refuse("口令只有空白；请用看得见的字符，至少 %d 个", "the passphrase is nothing but blanks; take characters that can be seen, at least %d", least)
	}
	if utf8.RuneCount(first) < least {
		return nil, refuse("口令太短，至少 %d 个字符", "the passphrase is too short; at least %d characters", least)
	}
	if os.Getenv(passphraseVariable) != "" {
		return first, nil
	}
	again, err := passphrase(c, diag.Text{ZH: "再输入一次", EN: "Once more"})
	if err == nil && !bytes.Equal(first, again) {
		err = refuse("两次输入的口令不一样", "the two passphrases differ")
	}
	return first, err
}

// passphrase takes a passphrase from the environment, or asks for it on the terminal.
func passphrase(c *call, what diag.Text) ([]byte, error) {
	if text := os.Getenv(passphraseVariable); text != "" {
		return []byte(text), nil
	}
	if !progress.IsTerminal(os.Stdin) {
		return nil, refuse("密钥有口令，要在终端里运行才能输入；定时任务里写环境变量 %s", "the key has a passphrase, which is asked on a terminal; a scheduled task has it in the environment variable %s", passphraseVariable)
	}
	c.print(c.stderr, fmt.Sprintf(diag.Text{ZH: "%s：", EN: "%s: "}.In(c.Lang), what.In(c.Lang)))
	defer c.print(c.stderr, "\n")
	return term.ReadPassword(int(os.Stdin.Fd()))
}

// openKey reads a private key that nobody else can.
func openKey(c *call, name string) (minisign.PrivateKey, error) {
	var none minisign.PrivateKey
	file, err := releaseKeyFile(name)
	if err != nil {
		return none, err
	}
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return none, refuse("没有密钥文件 %s；新建用 gongkai key new，或者用 --key 写明在哪里", "there is no key file %s; gongkai key new makes one, --key says where it is", file)
	}
	if err != nil {
		return none, err
	}
	if err := outsideSites(c, file); err != nil {
		return none, err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return none, refuse("别人也能读密钥文件 %[1]s；先运行 chmod 600 %[1]s", "others can read the key file %[1]s; run chmod 600 %[1]s first", file)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return none, err
	}
	var phrase []byte
	encrypted, err := minisign.Encrypted(data)
	if err == nil && encrypted {
		if phrase, err = passphrase(c, diag.Text{ZH: file + " 的口令", EN: "Passphrase of " + file}); err != nil {
			return none, err
		}
	}
	if err != nil {
		return none, signing(err)
	}
	key, err := minisign.OpenKey(data, phrase)
	return key, signing(err)
}

// signing makes a wrong call of what is wrong with a key or a signature.
func signing(err error) error {
	var e *minisign.Error
	if errors.As(err, &e) {
		return wrongCall{diag.Text{ZH: e.ZH, EN: e.EN}}
	}
	return err
}
