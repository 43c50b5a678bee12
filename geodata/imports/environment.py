"""Variables that keep GDAL and PROJ from the network and from other files, and libraries from many threads."""

ENVIRONMENT = {
    "CPL_DEBUG": "OFF",
    "CPL_CURL_ENABLE_VSIMEM": "NO",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".nothing",
    "GDAL_DRIVER_PATH": "disable",
    "GDAL_DISABLE_READDIR_ON_OPEN": "TRUE",
    "GDAL_HTTP_MAX_RETRY": "0",
    "GDAL_HTTP_PROXY": "127.0.0.1:9",  # the discard port: a request that slips through goes nowhere
    "GDAL_HTTP_TIMEOUT": "1",
    "LIBKML_EXTERNAL_STYLE": "NO",
    "LIBKML_RESOLVE_STYLE": "NO",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "PROJ_NETWORK": "OFF",
    "SHAPE_RESTORE_SHX": "YES",
    "SQLITE_USE_OGR_VFS": "NO",
}
THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
