// The script of the form that takes files: what is dropped anywhere on the overview
// page is sent as if it had been chosen. Without it the form works all the same.
(function () {
	"use strict";
	var form = document.getElementById("import");
	var input = form.querySelector("input[type=file]");
	var button = form.querySelector("button");
	var said = document.getElementById("import-state");

	function hasFiles(e) {
		return e.dataTransfer && Array.prototype.indexOf.call(e.dataTransfer.types, "Files") >= 0;
	}

	// A browser sends no folders: the whole request would fail.
	function isFolder(item) {
		var entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
		return entry && entry.isDirectory;
	}

	document.addEventListener("dragover", function (e) {
		if (!hasFiles(e)) return;
		e.preventDefault();
		e.dataTransfer.dropEffect = "copy";
		form.classList.add("over");
	});
	document.addEventListener("dragleave", function (e) {
		if (!e.relatedTarget) form.classList.remove("over"); // out of the window
	});
	document.addEventListener("drop", function (e) {
		if (!hasFiles(e)) return;
		e.preventDefault();
		form.classList.remove("over");
		if (button.disabled || !e.dataTransfer.files.length) return;
		if (Array.prototype.some.call(e.dataTransfer.items, isFolder)) {
			said.textContent = form.dataset.folder;
			return;
		}
		input.files = e.dataTransfer.files;
		form.requestSubmit();
	});
	form.addEventListener("submit", function (e) {
		var size = 0;
		Array.prototype.forEach.call(input.files, function (f) { size += f.size; });
		if (size >= Number(form.dataset.most)) {
			e.preventDefault();
			said.textContent = form.dataset.large;
			return;
		}
		button.disabled = true;
		said.textContent = form.dataset.working;
	});
	window.addEventListener("pageshow", function (e) {
		if (!e.persisted) return; // not somebody who comes back
		button.disabled = false;
		said.textContent = "";
	});
})();
