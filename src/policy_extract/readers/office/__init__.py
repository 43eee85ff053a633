"""Word's old files, Kingsoft's, RTF and OpenDocument: LibreOffice makes a .docx of them, which is read as any other."""
