// Package reason says in plain words why the system refused something.
//
//	zh, en := reason.Of(err) // 磁盘已满, the disk is full
package reason

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// Of says why the system refused something, without the name of
// the file and of the call. What is not known here is said as the system says it.
func Of(err error) (zh, en string) {
	for _, known := range []struct {
		err    error
		zh, en string
	}{
		{syscall.ENOSPC, "磁盘已满", "the disk is full"},
		{syscall.EDQUOT, "磁盘配额已用完", "the disk quota is used up"},
		{syscall.EROFS, "磁盘是只读的", "the disk is read-only"},
		{syscall.ENAMETOOLONG, "文件名太长", "the name is too long"},
		{syscall.ENOTDIR, "路径中有一段是文件，不是文件夹", "a part of the path is a file, not a folder"},
		{syscall.EISDIR, "这是文件夹，不是文件", "it is a folder, not a file"},
		{syscall.EMFILE, "打开的文件太多", "too many files are open"},
		{syscall.EIO, "磁盘读写出错", "the disk failed"},
		{syscall.EFBIG, "文件太大", "the file is too large"},
		{fs.ErrPermission, "没有权限", "permission denied"},
		{fs.ErrNotExist, "找不到文件", "file not found"},
		{fs.ErrExist, "文件已经存在", "the file exists already"},
	} {
		if errors.Is(err, known.err) {
			return known.zh, known.en
		}
	}
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return err.Error(), err.Error()
}
