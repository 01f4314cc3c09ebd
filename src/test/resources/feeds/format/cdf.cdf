<?xml version="1.0"?>
<CHANNEL HREF="http://wide.example/index.htm" LASTMOD="2000-01-02T10:00" SELF="http://wide.example/feed.cdf">
  <TITLE>Wide</TITLE><ABSTRACT>Channel about width</ABSTRACT>
  <LOGO HREF="http://wide.example/icon.gif" STYLE="ICON"/><LOGO HREF="http://wide.example/image.gif" STYLE="IMAGE"/>
  <ITEM HREF="http://wide.example/1.htm" LASTMOD="2000-01-01T10:00"><TITLE>Page one</TITLE><ABSTRACT>All of it</ABSTRACT></ITEM>
</CHANNEL>
