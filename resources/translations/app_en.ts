<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>DataPresenter</name>
    <message numerus="yes">
        <source>{n} files written</source>
        <translation>
            <numerusform>{n} file written</numerusform>
            <numerusform>{n} files written</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataTab</name>
    <message numerus="yes">
        <source>{n} symbols</source>
        <translation>
            <numerusform>{n} symbol</numerusform>
            <numerusform>{n} symbols</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} candles</source>
        <translation>
            <numerusform>{n} candle</numerusform>
            <numerusform>{n} candles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Doubtful: {n} of {all} symbols; missing candles: {missing}</source>
        <translation>
            <numerusform>Doubtful: {n} of {all} symbol; missing candles: {missing}</numerusform>
            <numerusform>Doubtful: {n} of {all} symbols; missing candles: {missing}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteSymbolsDialog</name>
    <message numerus="yes">
        <source>Delete {n} symbols from the library?</source>
        <translation>
            <numerusform>Delete {n} symbol from the library?</numerusform>
            <numerusform>Delete {n} symbols from the library?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} candles will be gone; this cannot be undone.</source>
        <translation>
            <numerusform>{n} candle will be gone; this cannot be undone.</numerusform>
            <numerusform>{n} candles will be gone; this cannot be undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupPanel</name>
    <message numerus="yes">
        <source>{n} symbols</source>
        <translation>
            <numerusform>{n} symbol</numerusform>
            <numerusform>{n} symbols</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days</source>
        <translation>
            <numerusform>{n} day</numerusform>
            <numerusform>{n} days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthStrip</name>
    <message numerus="yes">
        <source>{d} came twice, {r} fetched after {n} reconnects</source>
        <translation>
            <numerusform>{d} came twice, {r} fetched after {n} reconnect</numerusform>
            <numerusform>{d} came twice, {r} fetched after {n} reconnects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} candles so far, {s} saved</source>
        <translation>
            <numerusform>{n} candle so far, {s} saved</numerusform>
            <numerusform>{n} candles so far, {s} saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPresenter</name>
    <message numerus="yes">
        <source>{n} scans; a double click puts the formula into the editor</source>
        <translation>
            <numerusform>{n} scan; a double click puts the formula into the editor</numerusform>
            <numerusform>{n} scans; a double click puts the formula into the editor</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HitsPresenter</name>
    <message numerus="yes">
        <source>{n} hits exported</source>
        <translation>
            <numerusform>{n} hit exported</numerusform>
            <numerusform>{n} hits exported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>{n} doubtful rows</source>
        <translation>
            <numerusform>{n} doubtful row</numerusform>
            <numerusform>{n} doubtful rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportReportView</name>
    <message numerus="yes">
        <source>{n} files</source>
        <translation>
            <numerusform>{n} file</numerusform>
            <numerusform>{n} files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} new candles</source>
        <translation>
            <numerusform>{n} new candle</numerusform>
            <numerusform>{n} new candles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rows rejected</source>
        <translation>
            <numerusform>{n} row rejected</numerusform>
            <numerusform>{n} rows rejected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, {n} files could not be read</source>
        <translation>
            <numerusform>, {n} file could not be read</numerusform>
            <numerusform>, {n} files could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryPresenter</name>
    <message numerus="yes">
        <source>{n} formulas written to {path}</source>
        <translation>
            <numerusform>{n} formula written to {path}</numerusform>
            <numerusform>{n} formulas written to {path}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} versions</source>
        <translation>
            <numerusform>{n} version</numerusform>
            <numerusform>{n} versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} formulas imported</source>
        <translation>
            <numerusform>{n} formula imported</numerusform>
            <numerusform>{n} formulas imported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LiveAlertsPresenter</name>
    <message numerus="yes">
        <source>{n} alerts of live feeds, the newest first</source>
        <translation>
            <numerusform>{n} alert of live feeds</numerusform>
            <numerusform>{n} alerts of live feeds, the newest first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LiveNotifier</name>
    <message numerus="yes">
        <source>{n} hits</source>
        <translation>
            <numerusform>{n} hit</numerusform>
            <numerusform>{n} hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>{n} workers ready</source>
        <translation>
            <numerusform>{n} worker ready</numerusform>
            <numerusform>{n} workers ready</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatchesPresenter</name>
    <message numerus="yes">
        <source>Export {n} selected matches</source>
        <translation>
            <numerusform>Export {n} selected match</numerusform>
            <numerusform>Export {n} selected matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export all {n} matches on show</source>
        <translation>
            <numerusform>Export the {n} match on show</numerusform>
            <numerusform>Export all {n} matches on show</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add {n} symbols to the watchlist</source>
        <translation>
            <numerusform>Add {n} symbol to the watchlist</numerusform>
            <numerusform>Add {n} symbols to the watchlist</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} symbols are new in the watchlist &apos;{name}&apos;</source>
        <translation>
            <numerusform>{n} symbol is new in the watchlist &apos;{name}&apos;</numerusform>
            <numerusform>{n} symbols are new in the watchlist &apos;{name}&apos;</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rows copied</source>
        <translation>
            <numerusform>{n} row copied</numerusform>
            <numerusform>{n} rows copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutcomesPresenter</name>
    <message numerus="yes">
        <source>{n} symbols</source>
        <translation>
            <numerusform>{n} symbol</numerusform>
            <numerusform>{n} symbols</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message numerus="yes">
        <source>{done} / {total} symbols</source>
        <translation>
            <numerusform>{done} / {total} symbol</numerusform>
            <numerusform>{done} / {total} symbols</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} matches</source>
        <translation>
            <numerusform>{n} match</numerusform>
            <numerusform>{n} matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{rate} symbols/s · {eta} left</source>
        <translation>
            <numerusform>{rate} symbol/s · {eta} left</numerusform>
            <numerusform>{rate} symbols/s · {eta} left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done in {time} · {rate} symbols/s</source>
        <translation>
            <numerusform>Done in {time} · {rate} symbol/s</numerusform>
            <numerusform>Done in {time} · {rate} symbols/s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemovalPresenter</name>
    <message numerus="yes">
        <source>{n} symbols deleted, {candles} candles</source>
        <translation>
            <numerusform>{n} symbol deleted, {candles} candles</numerusform>
            <numerusform>{n} symbols deleted, {candles} candles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message numerus="yes">
        <source>{n} matches</source>
        <translation>
            <numerusform>{n} match</numerusform>
            <numerusform>{n} matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of {n} matches</source>
        <translation>
            <numerusform>{shown} of {n} match</numerusform>
            <numerusform>{shown} of {n} matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send {n} selected symbols to a watchlist …</source>
        <translation>
            <numerusform>Send {n} selected symbol to a watchlist …</numerusform>
            <numerusform>Send {n} selected symbols to a watchlist …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send all {n} symbols to a watchlist …</source>
        <translation>
            <numerusform>Send the {n} symbol to a watchlist …</numerusform>
            <numerusform>Send all {n} symbols to a watchlist …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuspiciousBarsView</name>
    <message numerus="yes">
        <source>{n} doubtful candles</source>
        <translation>
            <numerusform>{n} doubtful candle</numerusform>
            <numerusform>{n} doubtful candles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message numerus="yes">
        <source>{day}: {n} matches</source>
        <translation>
            <numerusform>{day}: {n} match</numerusform>
            <numerusform>{day}: {n} matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchlistsPanel</name>
    <message numerus="yes">
        <source>Delete the watchlist &apos;{name}&apos; with its {n} symbols?</source>
        <translation>
            <numerusform>Delete the watchlist &apos;{name}&apos; with its {n} symbol?</numerusform>
            <numerusform>Delete the watchlist &apos;{name}&apos; with its {n} symbols?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhyDialog</name>
    <message numerus="yes">
        <source>{symbol} does not match on {day}: {n} of {all} conditions not met.</source>
        <translation>
            <numerusform>{symbol} does not match on {day}: {n} of {all} condition not met.</numerusform>
            <numerusform>{symbol} does not match on {day}: {n} of {all} conditions not met.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> {n} cannot be known from {bars} candles of history.</source>
        <translation>
            <numerusform> {n} cannot be known from {bars} candle of history.</numerusform>
            <numerusform> {n} cannot be known from {bars} candles of history.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of {all} candles</source>
        <translation>
            <numerusform>{n} of {all} candle</numerusform>
            <numerusform>{n} of {all} candles</numerusform>
        </translation>
    </message>
</context>
</TS>
