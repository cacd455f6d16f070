package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"gongkai/generator/starter"
)

// initCommand is `gongkai init`.
type initCommand struct {
	Dir string `arg:"" placeholder:"DIR" help:"help_init_dir"`
}

// Run writes the starter site into a folder that is new or empty.
func (i *initCommand) Run(c *call) error {
	if err := refuseUsed(i.Dir); err != nil {
		return err
	}
	files, err := starter.Files()
	if err != nil {
		return err
	}
	if err := os.CopyFS(i.Dir, files); err != nil {
		return err
	}
	c.say(nextStepsZH, nextStepsEN, i.Dir, filepath.Join(i.Dir, "config.toml"))
	return nil
}

// refuseUsed refuses a folder in which there is something. A fresh repository
// (.git and no more) counts as empty.
func refuseUsed(dir string) error {
	// Asked first: on Windows the folder of this name, which is a file, does not exist; and to
	// list a pipe would be to wait.
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return refuse("%s 是文件，不是文件夹", "%s is a file, not a folder", dir)
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != ".git" {
			return refuse("文件夹 %s 里已经有东西（%s），没有改动；请换一个新的文件夹",
				"the folder %s is not empty (%s); nothing was changed, name a new one", dir, e.Name())
		}
	}
	return nil
}

// What to do with a new site: its folder, its config.toml.
const (
	nextStepsZH = `新站点在 "%[1]s"。接下来：
  1. 打开 "%[2]s"，填写本单位的名称和联系方式，删去 sample 一行
  2. 边写边看：gongkai serve --source "%[1]s"
  3. 新建文件：gongkai new policies "文件的标题" --source "%[1]s"
  4. 生成网站：gongkai build --source "%[1]s"`
	nextStepsEN = `The new site is in "%[1]s". Next:
  1. open "%[2]s", fill in the name of the office and how to reach it, delete the line "sample"
  2. see it while you write: gongkai serve --source "%[1]s"
  3. a new document: gongkai new policies "its title" --source "%[1]s"
  4. make the site: gongkai build --source "%[1]s"`
)
